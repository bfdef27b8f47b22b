#include "pipeline/model_cards.h"

#include "base/files.h"
#include "tiny_model.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;
using catalogue::CardKind;
using catalogue::ModelCard;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = LATENTBRUSH_GOLDEN;

class ModelCardsTest : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(models() / "loras");
        fs::copy(tinyModel(), models() / "a-model", fs::copy_options::recursive);
        fs::copy(kGolden / "loras" / "kohya.safetensors", lora());
    }
    fs::path models() const { return folder / "models"; }
    fs::path lora() const { return models() / "loras" / "fur.safetensors"; }

    ModelCard card(const std::string& name) const {
        const auto all = cards.all();
        const auto found = std::ranges::find(all, name, &ModelCard::name);
        return found == all.end() ? ModelCard() : *found;
    }

    TestFolder folder;
    ModelCards cards{{.modelFolders = {folder / "models"}, .cacheFolder = folder / "cache"}};
};

TEST_F(ModelCardsTest, TellWhatLiesThere) {
    const auto all = cards.all();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].kind, CardKind::Model);
    EXPECT_EQ(all[0].name, "a-model");
    EXPECT_EQ(all[0].family, "sd1");
    EXPECT_EQ(all[0].precision, "fp32");
    EXPECT_GT(all[0].bytes, 10000u);
    EXPECT_FALSE(all[0].problem);
    EXPECT_EQ(all[1].kind, CardKind::Lora);
    EXPECT_EQ(all[1].name, "fur");
    EXPECT_EQ(all[1].bytes, fs::file_size(lora()));
    EXPECT_EQ(cards.all(), all) << "a second look, from what is remembered";
}

TEST_F(ModelCardsTest, AHashIsKnownOnceTheFileWasRead) {
    EXPECT_EQ(card("fur").hash, "");
    const auto hash = cards.hashOf(lora(), {});
    ASSERT_TRUE(hash);
    EXPECT_EQ(hash->size(), 64u);
    EXPECT_EQ(card("fur").hash, *hash);
    EXPECT_EQ(cards.hashOf(models() / "a-model", {}).error().code, ErrorCode::FileMissing);
    StopSource stop;
    stop.request(StopDegree::Now);
    const auto weights = models() / "a-model" / "unet" / "diffusion_pytorch_model.safetensors";
    EXPECT_EQ(cards.hashOf(weights, stop.token()).error().code, ErrorCode::Cancelled);
}

TEST_F(ModelCardsTest, SeeAChangedFileAndAPictureBesideIt) {
    ASSERT_FALSE(card("fur").problem);
    std::ofstream(models() / "loras" / "fur.preview.png") << "x";
    EXPECT_EQ(card("fur").preview, models() / "loras" / "fur.preview.png");
    std::ofstream(lora(), std::ios::trunc) << "<html>";
    ASSERT_TRUE(card("fur").problem);
    EXPECT_EQ(card("fur").problem->code, ErrorCode::FileTruncated);
}

TEST_F(ModelCardsTest, SayWhatIsMissingAndWatchIt) {
    const auto unet = models() / "a-model" / "unet";
    const auto holds = [](const auto& paths, const fs::path& path) {
        return std::ranges::find(paths, path) != paths.end();
    };
    EXPECT_FALSE(holds(cards.watched(cards.all()), unet));
    fs::remove(unet / "diffusion_pytorch_model.safetensors");
    std::ofstream(models() / "half.safetensors") << "x";
    const auto broken = ModelCards({.modelFolders = {models()}, .cacheFolder = folder / "cache"});
    const auto all = broken.all();
    ASSERT_EQ(all.size(), 3u);
    ASSERT_TRUE(all[0].problem);
    EXPECT_EQ(all[0].problem->code, ErrorCode::FileMissing);
    ASSERT_TRUE(all[1].problem);
    EXPECT_EQ(all[1].name, "half");
    const auto watched = broken.watched(all);
    for (const auto& path : {models(), models() / "loras", unet, models() / "half.safetensors"})
        EXPECT_TRUE(holds(watched, path)) << path;
}

} // namespace
