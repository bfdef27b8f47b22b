// Further families and networks beside the UNet against diffusers, given the same noise
// (tests/golden/make_families.py).

#include "recorder.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

namespace fs = std::filesystem;

const fs::path kFamilies = fs::path(LATENTBRUSH_GOLDEN) / "families";
constexpr double kAlike = 50; ///< decibels: what the project asks of a picture

image::Picture pictureOf(const at::Tensor& bytes) {
    auto picture = std::make_shared<image::Image>();
    picture->height = static_cast<int>(bytes.size(0));
    picture->width = static_cast<int>(bytes.size(1));
    const auto* first = bytes.data_ptr<std::uint8_t>();
    picture->pixels.assign(first, first + bytes.numel());
    return picture;
}

/// Runs one request, and compares where its latents ended.
class Families : public testing::Test {
protected:
    Families() {
        std::ifstream file(kFamilies / "runs.json");
        m_facts = nlohmann::json::parse(file);
        const auto tree = m_folder / "tree";
        fs::create_directories(tree / "ControlNet");
        for (const auto* name : {"control", "control_second"})
            fs::copy(kFamilies / name, tree / "ControlNet" / name, fs::copy_options::recursive);
        for (const auto* name : {"control_ldm.safetensors", "control_pickle.pth"})
            fs::copy(kFamilies / name, tree / "ControlNet" / name);
    }

    GenerationRequest request(const fs::path& model) const {
        auto request = tinyRequest(model);
        request.prompt = m_facts["prompt"];
        request.negativePrompt = m_facts["negative"];
        request.steps = m_facts["steps"];
        request.guidanceScale = m_facts["guidance"];
        return request;
    }

    fs::path tinyWith(const char* unet, const nlohmann::json& scheduler) {
        auto model = tinyModelWith(m_folder / "model", scheduler);
        if (unet)
            fs::copy(kFamilies / unet / "unet", model / "unet",
                     fs::copy_options::recursive | fs::copy_options::overwrite_existing);
        return model;
    }
    fs::path tinyOnLinspace() {
        auto scheduler = tinyRuns()["runs"]["euler.epsilon"];
        return tinyWith(nullptr, scheduler);
    }

    ControlUse control(const std::string& name, double weight = 1) const {
        ControlUse use;
        use.name = name;
        use.picture = referenceTo(pictureOf(m_golden.at("hint")));
        use.weight = weight;
        return use;
    }

    /// Decibels below the signal of the difference to a run of diffusers.
    double against(const std::string& run, const GenerationRequest& request, bool givenNoise = true) {
        Engine engine({.modelFolders = {m_folder / "tree"}, .cacheFolder = m_folder / "cache", .threads = 1});
        const auto in = m_folder / "in.safetensors";
        tensors::StateDict given{{"latents", m_golden.at("latents")}};
        if (request.sampler == Sampler::Lcm)
            given["noise"] = m_golden.at("noise");
        EXPECT_TRUE(tensors::writeStateDict(in, given));
        const auto made =
            engine.generate(request, 1, m_recorder.observer(), {},
                            {.in = givenNoise ? in : fs::path(), .out = m_folder / "out.safetensors"});
        EXPECT_TRUE(made) << nameOf(made.error().code) << ' ' << made.error().subject << ": "
                          << made.error().detail;
        if (!made)
            return -1;
        const auto latents = tensors::readStateDict(m_folder / "out.safetensors").value().at("latents");
        const auto& wanted = m_golden.at(run + ".latents");
        const auto error = ((latents - wanted) / wanted.std()).to(at::kDouble).square().mean().item<double>();
        const double decibels = -10 * std::log10(error);
        RecordProperty(run, std::to_string(decibels));
        return decibels;
    }

    const TestFolder m_folder;
    nlohmann::json m_facts;
    Recorder m_recorder;
    const tensors::StateDict m_golden =
        tensors::readStateDict((kFamilies / "runs.safetensors").string()).value();
};

TEST_F(Families, AControlNetSteersAsInDiffusers) {
    auto asked = request(tinyOnLinspace());
    EXPECT_LT(against("control", asked), kAlike - 20) << "without it";
    for (const auto* name : {"control", "control_ldm", "control_pickle"}) {
        asked.controls = {control(name, 0.8)};
        EXPECT_GE(against("control", asked), kAlike) << name;
    }
    const auto provenance = m_recorder.all<ImageReady>().back().image.provenance;
    EXPECT_EQ(provenance.addOns.at("control_pickle").size(), 64u);
}

TEST_F(Families, AControlNetHasItsPartOfTheSteps) {
    auto asked = request(tinyOnLinspace());
    asked.controls = {control("control")};
    EXPECT_LT(against("control_part", asked), kAlike - 10) << "all of the steps";
    asked.controls.front().start = 0.2;
    asked.controls.front().end = 0.7;
    EXPECT_GE(against("control_part", asked), kAlike);
}

TEST_F(Families, GuessModeSpeaksToThePromptsSideAlone) {
    auto asked = request(tinyOnLinspace());
    asked.controls = {control("control")};
    EXPECT_LT(against("control_guess", asked), kAlike - 10) << "without guessing";
    asked.controls.front().guess = true;
    EXPECT_GE(against("control_guess", asked), kAlike);
}

TEST_F(Families, TwoControlNetsAddUp) {
    auto asked = request(tinyOnLinspace());
    asked.controls = {control("control", 0.5), control("control_second", 0.7)};
    EXPECT_GE(against("control_two", asked), kAlike);
}

TEST_F(Families, AControlNetOfAnotherFamilyIsRefused) {
    auto asked = request(kFamilies / "sdxl");
    asked.controls = {control("control")};
    Engine engine({.modelFolders = {m_folder / "tree"}, .cacheFolder = m_folder / "cache", .threads = 1});
    const auto made = engine.generate(asked, 1, {}, {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::AddOnMisfit);
    asked.controls.front().name = "nowhere";
    EXPECT_EQ(engine.generate(asked, 1, {}, {}).error().code, ErrorCode::AddOnNotFound);
}

TEST_F(Families, SdxlAndItsRefinerHandOver) {
    auto asked = request(kFamilies / "sdxl");
    EXPECT_GE(against("sdxl", asked), kAlike);
    asked.negativePrompt.clear();
    EXPECT_GE(against("sdxl_empty_negative", asked), kAlike);
    asked = request(kFamilies / "sdxl");
    EXPECT_LT(against("refined", asked), kAlike - 10) << "without the refiner";
    asked.refiner = (kFamilies / "sdxl_refiner").string();
    EXPECT_GE(against("refined", asked), kAlike);
    const auto addOns = m_recorder.all<ImageReady>().back().image.provenance.addOns;
    EXPECT_EQ(addOns.at("sdxl_refiner").size(), 64u);
}

TEST_F(Families, PickledWeightsGiveTheSameBytes) {
    const auto model = tinyOnLinspace();
    Engine engine({.cacheFolder = m_folder / "cache", .threads = 1});
    ASSERT_TRUE(engine.generate(request(model), 1, m_recorder.observer(), {}));
    engine.unload();
    fs::remove(model / "unet" / "diffusion_pytorch_model.safetensors");
    fs::copy(kFamilies / "tiny_unet.bin", model / "unet" / "diffusion_pytorch_model.bin");
    fs::last_write_time(model / "model_index.json", fs::file_time_type::clock::now());
    ASSERT_TRUE(engine.generate(request(model), 2, m_recorder.observer(), {}));
    EXPECT_EQ(m_recorder.pixels().at(0), m_recorder.pixels().at(1));
}

TEST_F(Families, FreeUIsThatOfDiffusers) {
    auto asked = request(tinyOnLinspace());
    EXPECT_LT(against("free_u", asked), kAlike - 10) << "without it";
    asked.steering.freeU = {1.5, 1.6, 0.9, 0.2};
    EXPECT_GE(against("free_u", asked), kAlike);
}

TEST_F(Families, AnImportedModelGivesTheSameBytes) {
    for (const auto* model : {"sdxl", "tiny"}) {
        const auto path = model == std::string("tiny") ? tinyOnLinspace() : kFamilies / model;
        const auto bundle = m_folder / (std::string("imported_") + model);
        Engine engine(
            {.consentsFile = m_folder / "consents", .cacheFolder = m_folder / "cache", .threads = 1});
        ASSERT_TRUE(engine.generate(request(path), 1, m_recorder.observer(), {}));
        ASSERT_TRUE(engine.importModel(path.string(), bundle, {}));
        const auto made = engine.generate(request(bundle), 2, m_recorder.observer(), {});
        ASSERT_TRUE(made) << nameOf(made.error().code) << made.error().detail;
        const auto pixels = m_recorder.pixels();
        EXPECT_EQ(pixels[pixels.size() - 1], pixels[pixels.size() - 2]) << model;
        EXPECT_EQ(engine.importModel(path.string(), bundle, {}).error().code, ErrorCode::FileExists);
        EXPECT_EQ(engine.importModel(bundle, m_folder / "again", {}).error().code,
                  ErrorCode::UnsupportedModel);
        // On another machine nobody has agreed to run it.
        Engine other({.consentsFile = m_folder / "none", .cacheFolder = m_folder / "cache", .threads = 1});
        EXPECT_EQ(other.generate(request(bundle), 3, {}, {}).error().code, ErrorCode::ConsentNeeded);
    }
}

/// A picture from text gone over at another size: no other program's picture, so it is held against what
/// must be true of it.
TEST_F(Families, ASecondPassMakesThePictureLarger) {
    auto asked = request(tinyOnLinspace());
    asked.hires.scale = 1.5;
    asked.hires.steps = 5;
    asked.hires.strength = 0.5;
    Engine engine({.cacheFolder = m_folder / "cache", .threads = 1});
    std::vector<std::vector<std::uint8_t>> seen;
    for (const auto by : {Enlarging::Latents, Enlarging::NearestLatents, Enlarging::Pixels}) {
        asked.hires.by = by;
        Recorder recorder;
        ASSERT_TRUE(engine.generate(asked, 1, recorder.observer(), {}));
        const auto made = recorder.all<ImageReady>().at(0).image;
        EXPECT_EQ(made.picture->width, 96);
        EXPECT_EQ(made.picture->height, 96);
        EXPECT_EQ(made.request.width, 64) << "the first pass's size is what was asked for";
        EXPECT_EQ(recorder.all<Progress>().back().steps, asked.steps + 5);
        for (const auto& other : seen)
            EXPECT_NE(other, made.picture->pixels);
        seen.push_back(made.picture->pixels);
        // The record makes it again.
        Recorder again;
        ASSERT_TRUE(engine.generate(made.request, 1, again.observer(), {}));
        EXPECT_EQ(again.pixels().at(0), made.picture->pixels);
    }
    asked.task = ImageToImage{referenceTo(pictureOf(m_golden.at("hint")))};
    EXPECT_EQ(engine.generate(asked, 1, {}, {}).error().subject, "hires_scale");
}

TEST_F(Families, ADistilledUNetKnowsTheGuidanceScale) {
    nlohmann::json scheduler{
        {"_class_name", "LCMScheduler"},    {"beta_start", 0.00085},       {"beta_end", 0.012},
        {"beta_schedule", "scaled_linear"}, {"num_train_timesteps", 1000}, {"original_inference_steps", 50}};
    auto asked = request(tinyWith("lcm", scheduler));
    asked.sampler = Sampler::Lcm;
    asked.steps = 4;
    asked.guidanceScale = 8;
    asked.negativePrompt.clear();
    EXPECT_GE(against("lcm", asked), kAlike);
    asked.guidanceScale = 2;
    EXPECT_LT(against("lcm", asked), kAlike) << "another scale";
}

TEST_F(Families, AnUpscalerMakesAPictureFourTimesAsLarge) {
    auto asked = request(kFamilies / "x4");
    const auto small = pictureOf(m_golden.at("small"));
    asked.task = Upscale{referenceTo(small), 30};
    asked.sampler = Sampler::Ddim;
    asked.seed = 64; // the noise on the picture, then that of the latents, as diffusers draws them
    EXPECT_GE(against("x4", asked, false), kAlike);
    const auto made = m_recorder.all<ImageReady>().back().image;
    EXPECT_EQ(made.picture->width, 4 * small->width);
    EXPECT_EQ(made.picture->height, 4 * small->height);
    std::get<Upscale>(asked.task).noiseLevel = 31;
    EXPECT_LT(against("x4", asked, false), kAlike) << "another noise level";
}

TEST_F(Families, EnlargingIsForUpscalersAlone) {
    const auto small = referenceTo(pictureOf(m_golden.at("small")));
    Engine engine({.cacheFolder = m_folder / "cache", .threads = 1});
    auto asked = request(tinyModel());
    asked.task = Upscale{small};
    const auto refused = engine.generate(asked, 1, {}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(refused.error().subject, "task");
    asked = request(kFamilies / "x4");
    EXPECT_EQ(engine.generate(asked, 1, {}, {}).error().subject, "task");
}

} // namespace
