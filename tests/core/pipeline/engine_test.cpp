#include "pipeline/engine.h"

#include "recorder.h"
#include "sampling/plan.h"
#include "tiny_model.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <gtest/gtest.h>
#include <pthread.h>
#include <thread>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

class EngineTest : public testing::Test {
protected:
    Result<> generate(const GenerationRequest& request, const StopToken& stop = {}) {
        recorder.events.clear();
        return engine.generate(request, 7, recorder.observer(), stop);
    }

    TestFolder folder;
    Engine engine{{.cacheFolder = folder / "cache", .threads = 1}};
    Recorder recorder;
    GenerationRequest request = tinyRequest(tinyModel());
};

using Bytes = std::vector<std::vector<std::uint8_t>>;

// What the thread itself has worked: other programs on a busy machine do not count.
double processorSeconds(pthread_t thread) {
    clockid_t clock{};
    timespec time{};
    pthread_getcpuclockid(thread, &clock);
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

} // namespace

TEST_F(EngineTest, EventsComeInOrder) {
    request.count = 2;
    ASSERT_TRUE(generate(request));
    std::string order;
    for (const auto& event : recorder.events) {
        EXPECT_EQ(event.job, 7u);
        if (std::holds_alternative<Started>(event.what))
            order += "S";
        if (const auto* progress = std::get_if<Progress>(&event.what))
            order += std::string("letd").at(static_cast<std::size_t>(progress->stage));
        if (std::holds_alternative<Preview>(event.what))
            order += "p";
        if (std::holds_alternative<ImageReady>(event.what))
            order += "I";
        if (std::holds_alternative<Finished>(event.what))
            order += "F";
    }
    // loading, encoding; each picture: at its start and after each of four steps, with previews but for the
    // last, decoding, the picture
    EXPECT_EQ(order, "Sle"
                     "ttptptptdI"
                     "ttptptptdI"
                     "F");
}

TEST_F(EngineTest, ProgressCountsStepsAndForeseesTheEnd) {
    request.steps = 6;
    ASSERT_TRUE(generate(request));
    int last = 0;
    for (const auto& progress : recorder.all<Progress>()) {
        EXPECT_EQ(progress.steps, 6);
        EXPECT_GE(progress.step, last);
        last = progress.step;
        EXPECT_EQ(progress.secondsLeft >= 0, progress.step > 0);
    }
    EXPECT_EQ(last, 6);
}

TEST_F(EngineTest, PreviewsAreRoughPicturesOfTheLatents) {
    ASSERT_TRUE(generate(request));
    for (const auto& preview : recorder.all<Preview>()) {
        EXPECT_EQ(preview.image->width, 16);
        EXPECT_EQ(preview.image->height, 16);
        EXPECT_EQ(preview.image->pixels.size(), 16u * 16 * 3);
    }
}

TEST_F(EngineTest, FinishedPicturesSayHowTheyWereMade) {
    request.seed.reset();
    request.count = 2;
    ASSERT_TRUE(generate(request));
    const auto ready = recorder.all<ImageReady>();
    ASSERT_EQ(ready.size(), 2u);
    const auto& first = ready[0].image;
    ASSERT_TRUE(first.request.seed);
    EXPECT_EQ(*ready[1].image.request.seed, (*first.request.seed + 1) % GenerationRequest::kSeedLimit);
    EXPECT_EQ(first.request.count, 1);
    EXPECT_EQ(first.request.width, 64);
    EXPECT_EQ(first.request.height, 64);
    EXPECT_EQ(first.request.model, request.model);
    EXPECT_EQ(first.picture->width, 64);
    EXPECT_EQ(first.provenance.device, "cpu");
    EXPECT_EQ(first.provenance.precision, "fp32");
    EXPECT_EQ(first.provenance.threads, 1);
    EXPECT_EQ(first.provenance.modelName, "tiny_sd");
    EXPECT_EQ(first.provenance.modelHash.size(), 64u);
    EXPECT_FALSE(first.provenance.engineVersion.empty());
    EXPECT_FALSE(first.provenance.torchVersion.empty());
    EXPECT_FALSE(first.provenance.cpuCapability.empty());
    EXPECT_GT(first.timings.total, 0);
    EXPECT_GE(first.timings.total, first.timings.denoise + first.timings.decode);
}

TEST_F(EngineTest, SameSeedSameBytes) {
    for (const auto precision : {Precision::Fp32, Precision::Bf16}) {
        request.precision = precision;
        ASSERT_TRUE(generate(request));
        const auto first = recorder.pixels();
        ASSERT_TRUE(generate(request));
        EXPECT_EQ(recorder.pixels(), first) << "again";
        engine.unload();
        ASSERT_TRUE(generate(request));
        EXPECT_EQ(recorder.pixels(), first) << "after a reload";
    }
}

TEST_F(EngineTest, WhatIsAskedDecidesThePicture) {
    ASSERT_TRUE(generate(request));
    const auto first = recorder.pixels();
    auto other = request;
    other.seed = 6;
    ASSERT_TRUE(generate(other));
    EXPECT_NE(recorder.pixels(), first) << "seed";
    other = request;
    other.prompt = "tree";
    ASSERT_TRUE(generate(other));
    EXPECT_NE(recorder.pixels(), first) << "prompt";
    other = request;
    other.negativePrompt = "tree";
    ASSERT_TRUE(generate(other));
    EXPECT_NE(recorder.pixels(), first) << "negative prompt";
    other = request;
    other.guidanceScale = 1;
    ASSERT_TRUE(generate(other));
    const auto unguided = recorder.pixels();
    EXPECT_NE(unguided, first) << "guidance";
    other.negativePrompt = "tree";
    ASSERT_TRUE(generate(other));
    EXPECT_EQ(recorder.pixels(), unguided) << "without guidance the negative prompt says nothing";
}

TEST_F(EngineTest, ABatchEqualsItsSingles) {
    for (const auto sampler : {Sampler::Euler, Sampler::EulerAncestral, Sampler::DpmPp2M}) {
        request.sampler = sampler;
        request.seed = 5;
        request.count = 3;
        ASSERT_TRUE(generate(request));
        const auto batch = recorder.pixels();
        Bytes singles;
        for (const std::uint64_t seed : {5, 6, 7}) {
            request.count = 1;
            request.seed = seed;
            ASSERT_TRUE(generate(request));
            singles.push_back(recorder.pixels().at(0));
        }
        EXPECT_EQ(batch, singles) << idOf(sampler);
    }
}

TEST_F(EngineTest, StopsBetweenSteps) {
    StopSource source;
    request.steps = 50;
    Recorder stopped;
    const auto made = engine.generate(
        request, 1,
        [&](const JobEvent& event) {
            stopped.events.push_back(event);
            if (const auto* progress = std::get_if<Progress>(&event.what); progress && progress->step == 3)
                source.request(StopDegree::Now);
        },
        source.token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    ASSERT_EQ(stopped.all<CancelledJob>().size(), 1u);
    EXPECT_EQ(stopped.all<CancelledJob>()[0].picturesDone, 0);
    EXPECT_TRUE(stopped.all<Failed>().empty());
    EXPECT_EQ(stopped.all<Progress>().back().step, 3);
}

TEST_F(EngineTest, AStopInTheMiddleOfAStepLeavesTheEngineUsable) {
    ASSERT_TRUE(generate(request));
    const auto before = recorder.pixels();
    auto longJob = request;
    longJob.steps = 1000;
    longJob.width = longJob.height = 128; // steps long enough to be met in the middle
    StopSource source;
    const auto worker = pthread_self();
    double asked = 0;
    std::thread asker([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        asked = processorSeconds(worker);
        source.request(StopDegree::Now);
    });
    const auto made = generate(longJob, source.token());
    const auto back = processorSeconds(worker);
    asker.join();
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    EXPECT_LT(back - asked, 0.5);
    ASSERT_TRUE(generate(request));
    EXPECT_EQ(recorder.pixels(), before);
}

TEST_F(EngineTest, FinishesThisPictureAndSkipsTheRest) {
    StopSource source;
    request.count = 3;
    Recorder stopped;
    const auto made = engine.generate(
        request, 1,
        [&](const JobEvent& event) {
            stopped.events.push_back(event);
            if (const auto* progress = std::get_if<Progress>(&event.what); progress && progress->picture == 1)
                source.request(StopDegree::AfterThisPicture);
        },
        source.token());
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(stopped.all<ImageReady>().size(), 2u);
    ASSERT_EQ(stopped.all<CancelledJob>().size(), 1u);
    EXPECT_EQ(stopped.all<CancelledJob>()[0].picturesDone, 2);
}

TEST_F(EngineTest, ASkipDuringTheLastPictureIsNoCancel) {
    StopSource source;
    source.request(StopDegree::None);
    Recorder seen;
    const auto made = engine.generate(
        request, 1,
        [&](const JobEvent& event) {
            seen.events.push_back(event);
            if (const auto* progress = std::get_if<Progress>(&event.what); progress && progress->step == 1)
                source.request(StopDegree::AfterThisPicture);
        },
        source.token());
    EXPECT_TRUE(made);
    EXPECT_EQ(seen.all<Finished>().size(), 1u);
}

TEST_F(EngineTest, SizesAreTheModelsMultiples) {
    EXPECT_EQ(engine.describe(request.model).value().sizeMultiple, 8); // downscale 4, two UNet levels
    for (const auto& [width, height, valid] :
         {std::tuple{72, 64, true}, std::tuple{64, 40, true}, std::tuple{68, 64, false},
          std::tuple{64, 63, false}, std::tuple{4, 64, false}}) {
        request.width = width;
        request.height = height;
        const auto made = generate(request);
        ASSERT_EQ(made.has_value(), valid) << width << "x" << height;
        if (valid) {
            EXPECT_EQ(recorder.all<ImageReady>().at(0).image.picture->width, width);
            EXPECT_EQ(recorder.all<ImageReady>().at(0).image.picture->height, height);
        } else {
            EXPECT_EQ(made.error(), (Error{ErrorCode::InvalidSize,
                                           std::to_string(width) + "x" + std::to_string(height), "8"}));
        }
    }
}

TEST_F(EngineTest, RefusesWhatCannotBe) {
    const struct {
        const char* name;
        void (*change)(GenerationRequest&);
        ErrorCode code;
    } rows[] = {
        {"no steps", [](GenerationRequest& r) { r.steps = 0; }, ErrorCode::InvalidRequest},
        {"no pictures", [](GenerationRequest& r) { r.count = 0; }, ErrorCode::InvalidRequest},
        {"a device that does not exist", [](GenerationRequest& r) { r.device = "cuda:99"; },
         ErrorCode::UnknownDevice},
        {"no device", [](GenerationRequest& r) { r.device = "abacus"; }, ErrorCode::UnknownDevice},
        {"a model that does not exist", [](GenerationRequest& r) { r.model = "no-such-model"; },
         ErrorCode::ModelNotFound},
        {"no starter", [](GenerationRequest& r) { r.model = "starter"; }, ErrorCode::ModelNotFound},
    };
    for (const auto& row : rows) {
        auto bad = request;
        row.change(bad);
        const auto made = generate(bad);
        ASSERT_FALSE(made) << row.name;
        EXPECT_EQ(nameOf(made.error().code), std::string(nameOf(row.code))) << row.name;
        ASSERT_EQ(recorder.all<Failed>().size(), 1u) << row.name;
        EXPECT_EQ(recorder.all<Failed>()[0].error, made.error()) << row.name;
    }
    EXPECT_TRUE(generate(request)) << "the engine stays usable";
}

TEST_F(EngineTest, RefusesAPairWithoutMeaning) {
    int refused = 0;
    for (const auto& sampler : kSamplers)
        for (const auto& schedule : kSchedules) {
            if (std::ranges::count(sampling::supportedSchedules(sampler.sampler), schedule.schedule) > 0)
                continue;
            request.sampler = sampler.sampler;
            request.schedule = schedule.schedule;
            const auto made = generate(request);
            ASSERT_FALSE(made) << sampler.id << " " << schedule.id;
            EXPECT_EQ(made.error().code, ErrorCode::UnsupportedCombination);
            ++refused;
        }
    EXPECT_GT(refused, 0);
}

TEST_F(EngineTest, EmptyAndEndlessPromptsArePrompts) {
    request.prompt.clear();
    request.negativePrompt.clear();
    EXPECT_TRUE(generate(request));
    std::string endless;
    while (endless.size() < 100'000)
        endless += "red house ";
    request.prompt = endless;
    ASSERT_TRUE(generate(request));
    const auto before = recorder.pixels();
    const auto ids = engine.tokenize(request.model, endless).value();
    EXPECT_EQ(ids.size(), 77u);
    const auto tokensOfOne = engine.countTokens(request.model, "red house")->tokens;
    EXPECT_EQ(engine.countTokens(request.model, endless)->tokens, 10'000 * tokensOfOne);
    // All of it is read, however many chunks it takes.
    request.prompt += "tree";
    ASSERT_TRUE(generate(request));
    EXPECT_NE(recorder.pixels(), before);
}

TEST_F(EngineTest, AnUnchangedPromptIsNotEncodedAgain) {
    ASSERT_TRUE(generate(request));
    request.seed = 99;
    ASSERT_TRUE(generate(request));
    EXPECT_LT(recorder.all<ImageReady>().at(0).image.timings.text, 0.005);
}

TEST_F(EngineTest, TokensAreCountedWhileAPictureIsMade) {
    StopSource source;
    request.steps = 1000;
    std::thread worker([&] { (void)engine.generate(request, 1, {}, source.token()); });
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(engine.countTokens(request.model, "red")->tokens, 1);
    EXPECT_EQ(engine.describe(request.model).value().nativeWidth, 64);
    source.request(StopDegree::Now);
    worker.join();
}

TEST(EngineMemory, WhatDoesNotFitIsRefusedBeforeItIsLoaded) {
    const TestFolder folder;
    const auto model = tinyModel();
    constexpr std::uint64_t kLittle = 100'000; // the tiny model has 312,000 numbers
    std::uint64_t left = kLittle;
    Engine engine({.cacheFolder = folder / "cache", .threads = 1, .memoryLeft = [&left] { return left; }});
    Recorder recorder;
    const auto refused = engine.generate(tinyRequest(model), 1, recorder.observer(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::OutOfMemory);
    EXPECT_NE(refused.error().detail.find("95000 are left"), std::string::npos) << refused.error().detail;
    EXPECT_TRUE(recorder.all<ImageReady>().empty());
    left = 150'000'000; // the model is small, LibTorch is not
    EXPECT_TRUE(engine.generate(tinyRequest(model), 1, recorder.observer(), {}));
    // Loaded, but a picture this large does not fit.
    auto large = tinyRequest(model);
    large.width = large.height = 4096;
    const auto tooLarge = engine.generate(large, 1, recorder.observer(), {});
    ASSERT_FALSE(tooLarge);
    EXPECT_EQ(tooLarge.error().code, ErrorCode::OutOfMemory);
}
