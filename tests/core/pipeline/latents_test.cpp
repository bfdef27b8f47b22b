#include "recorder.h"
#include "tensors/noise.h"
#include "tensors/state_dict.h"
#include "tiny_model.h"

#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

class LatentFilesTest : public testing::Test {
protected:
    Result<> generate(const LatentFiles& files) {
        recorder.events.clear();
        return engine.generate(request, 1, recorder.observer(), {}, files);
    }
    std::filesystem::path write(const tensors::StateDict& tensors) {
        const auto path = folder / "in.safetensors";
        EXPECT_TRUE(tensors::writeStateDict(path, tensors));
        return path;
    }

    TestFolder folder;
    Engine engine{{.cacheFolder = folder / "cache", .threads = 1}};
    Recorder recorder;
    GenerationRequest request = tinyRequest(tinyModel());
};

} // namespace

TEST_F(LatentFilesTest, TheSeedsOwnNoiseMakesTheSeedsPicture) {
    ASSERT_TRUE(generate({}));
    const auto bySeed = recorder.pixels();
    request.seed = 1;
    ASSERT_TRUE(generate({.in = write({{"latents", tensors::seededNoise({1, 4, 16, 16}, 5)}})}));
    EXPECT_EQ(recorder.pixels(), bySeed);
}

TEST_F(LatentFilesTest, WritesWhatTheSamplerEndedWith) {
    request.count = 2;
    ASSERT_TRUE(generate({.out = folder / "out.safetensors"}));
    const auto latents = tensors::readStateDict(folder / "out.safetensors").value().at("latents");
    EXPECT_EQ(latents.sizes(), at::IntArrayRef({2, 4, 16, 16}));
    EXPECT_EQ(latents.scalar_type(), at::kFloat);
    EXPECT_FALSE(torch::equal(latents[0], latents[1]));
    // Out and in again: the file's form is the one that is read.
    EXPECT_TRUE(generate({.in = folder / "out.safetensors"}));
}

TEST_F(LatentFilesTest, GivenNoiseReplacesTheGenerators) {
    request.sampler = Sampler::EulerAncestral;
    const auto latents = tensors::seededNoise({1, 4, 16, 16}, 5);
    const auto noise = tensors::seededNoise({4, 1, 4, 16, 16}, 6);
    ASSERT_TRUE(generate({.in = write({{"latents", latents}, {"noise", noise}})}));
    const auto first = recorder.pixels();
    request.seed = 77;
    ASSERT_TRUE(generate({.in = write({{"latents", latents}, {"noise", noise}})}));
    EXPECT_EQ(recorder.pixels(), first) << "the seed says nothing when all noise is given";
    ASSERT_TRUE(generate({.in = write({{"latents", latents}, {"noise", -noise}})}));
    EXPECT_NE(recorder.pixels(), first);
}

TEST_F(LatentFilesTest, RefusesWhatDoesNotFit) {
    const auto fitting = torch::zeros({1, 4, 16, 16});
    const std::pair<const char*, tensors::StateDict> rows[] = {
        {"no 'latents'", {{"other", fitting}}},
        {"latents: [1, 4, 8, 16]", {{"latents", torch::zeros({1, 4, 8, 16})}}},
        {"latents: [2, 4, 16, 16]", {{"latents", torch::zeros({2, 4, 16, 16})}}},
        {"noise: [3, 1, 4, 16, 16]", {{"latents", fitting}, {"noise", torch::zeros({3, 1, 4, 16, 16})}}},
    };
    for (const auto& [why, tensors] : rows) {
        const auto file = write(tensors);
        const auto made = generate({.in = file});
        ASSERT_FALSE(made) << why;
        EXPECT_EQ(nameOf(made.error().code), std::string("InvalidRequest")) << why;
        EXPECT_EQ(made.error().subject, "--latents-in") << why;
        EXPECT_NE(made.error().detail.find(why), std::string::npos) << made.error().detail;
    }
    const auto missing = generate({.in = folder / "none.safetensors"});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::FileMissing);
}

TEST_F(LatentFilesTest, AResultThatCannotBeWrittenIsSaid) {
    const auto made = generate({.out = folder / "no" / "such" / "folder.safetensors"});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(recorder.all<ImageReady>().size(), 1u) << "what was finished stays finished";
}
