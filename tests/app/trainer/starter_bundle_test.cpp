#include "starter_bundle.h"

#include "catalogue/model_manifest.h"
#include "networks/networks.h"
#include "prompt/clip_tokenizer.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

/// Networks of the starter's kind, small enough for a test.
StarterConfigs smallConfigs() {
    auto configs = starterConfigs();
    configs.vae.blockOutChannels = {8, 8, 8, 8};
    configs.vae.normGroups = 4;
    configs.unet.blockOutChannels = {16, 16};
    configs.unet.attention = {false, true};
    configs.unet.transformerDepth = {1, 1};
    configs.unet.heads = {2, 2};
    configs.unet.normGroups = 4;
    configs.unet.contextWidth = 16;
    configs.text = {.width = 16, .layers = 1, .heads = 2, .feedForward = 32};
    return configs;
}

class StarterBundle : public ::testing::Test {
protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "latentbrush-starter-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder = name;
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::filesystem::path folder;
};

TEST_F(StarterBundle, ComesBackAsItWasWritten) {
    auto starter = freshStarter(smallConfigs(), 5);
    starter.scale = 0.5;
    writeStarter(folder, starter, smallConfigs(), {});
    const auto again = readStarter(folder, smallConfigs());
    EXPECT_EQ(again.scale, 0.5);
    const auto before = networks::stateOf(starter.denoiser.unet);
    const auto after = networks::stateOf(again.denoiser.unet);
    ASSERT_EQ(before.size(), after.size());
    for (const auto& [name, tensor] : before)
        EXPECT_TRUE(at::equal(tensor.detach().to(at::kHalf).to(at::kFloat), after.at(name).detach())) << name;
    const auto manifest = catalogue::readManifest(folder / "model.json");
    ASSERT_TRUE(manifest) << manifest.error().detail;
    EXPECT_EQ(manifest->unet->inChannels, 9);
    EXPECT_EQ(manifest->nativeWidth, 128);
}

TEST_F(StarterBundle, SaysWhatIsMissing) {
    EXPECT_THROW(readStarter(folder, smallConfigs()), std::runtime_error);
}

TEST_F(StarterBundle, ItsTokenizerReadsCaptionsAsTheTrainerDoes) {
    auto starter = freshStarter(smallConfigs(), 5);
    starter.scale = 0.5;
    writeStarter(folder, starter, smallConfigs(), {});
    const auto manifest = catalogue::readManifest(folder / "model.json");
    ASSERT_TRUE(manifest);
    const auto tokenizer = prompt::ClipTokenizer::open(folder / "tokenizer");
    ASSERT_TRUE(tokenizer) << tokenizer.error().subject;
    std::ifstream lines(LATENTBRUSH_TEST_DATA "/heldout_captions.txt");
    int compared = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields(line);
        std::string field;
        for (int column = 0; std::getline(fields, field, '\t'); ++column) {
            if (column < 4)
                continue; // the last two are the English and the Japanese caption
            EXPECT_EQ(tokenizer->encode(field), starter.vocabulary.encode(field)) << field;
            ++compared;
        }
    }
    EXPECT_EQ(compared, 400);
}

} // namespace
} // namespace latentbrush::trainer
