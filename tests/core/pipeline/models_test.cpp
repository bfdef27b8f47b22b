#include "recorder.h"
#include "tiny_model.h"

#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;
namespace fs = std::filesystem;

namespace {

class ModelsTest : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(models());
        fs::copy(tinyModel(), models() / "b-model", fs::copy_options::recursive);
        fs::copy(tinyModel(), models() / "a-model", fs::copy_options::recursive);
        fs::copy(tinyModel(), folder / "starter", fs::copy_options::recursive);
        fs::create_directories(models() / "no-model");
        std::ofstream(models() / "notes.txt") << "not a model";
    }
    fs::path models() const { return folder / "models"; }

    TestFolder folder;
    Engine engine{{.starterFolder = folder / "starter",
                   .modelFolders = {folder / "models", folder / "missing"},
                   .cacheFolder = folder / "cache",
                   .threads = 1}};
};

} // namespace

TEST_F(ModelsTest, AreListedTheStarterFirst) {
    std::vector<std::string> names;
    for (const auto& model : engine.models())
        names.push_back(model.name);
    EXPECT_EQ(names, (std::vector<std::string>{"starter", "a-model", "b-model"}));
}

TEST_F(ModelsTest, AreFoundByNameAndPath) {
    EXPECT_EQ(engine.describe("starter").value().path, fs::canonical(folder / "starter").string());
    EXPECT_EQ(engine.describe("a-model").value().path, fs::canonical(models() / "a-model").string());
    EXPECT_EQ(engine.describe((models() / "a-model").string()).value(), engine.describe("a-model").value());
    const auto info = engine.describe("b-model").value();
    EXPECT_EQ(info.family, "sd1");
    EXPECT_EQ(info.nativeWidth, 64);
    EXPECT_EQ(info.nativeHeight, 64);
    EXPECT_EQ(info.tokenLimit, 77);
}

TEST_F(ModelsTest, WhatIsNoModelIsRefused) {
    const std::pair<std::string, ErrorCode> rows[] = {
        {"", ErrorCode::ModelNotFound},
        {"c-model", ErrorCode::ModelNotFound},
        {"no-model", ErrorCode::ModelNotFound},
        {"../starter", ErrorCode::ModelNotFound},
        {(models() / "no-model").string(), ErrorCode::ModelNotFound},
        {(models() / "a-model" / "unet" / "diffusion_pytorch_model.safetensors").string(),
         ErrorCode::NoModelOfItsOwn}};
    for (const auto& [model, code] : rows) {
        const auto info = engine.describe(model);
        ASSERT_FALSE(info) << model;
        EXPECT_EQ(nameOf(info.error().code), std::string(nameOf(code))) << model;
    }
}

TEST_F(ModelsTest, AChangedDescriptionIsReadAgain) {
    auto request = tinyRequest("a-model");
    request.schedule = Schedule::Auto;
    Recorder recorder;
    ASSERT_TRUE(engine.generate(request, 1, recorder.observer(), {}));
    const auto before = recorder.pixels();
    const auto file = models() / "a-model" / "scheduler" / "scheduler_config.json";
    auto scheduler = nlohmann::json::parse(std::ifstream(file));
    scheduler["prediction_type"] = "v_prediction";
    std::ofstream(file) << scheduler.dump();
    const auto index = models() / "a-model" / "model_index.json";
    fs::last_write_time(index, fs::last_write_time(index) + std::chrono::seconds(1));
    recorder.events.clear();
    ASSERT_TRUE(engine.generate(request, 1, recorder.observer(), {}));
    EXPECT_NE(recorder.pixels(), before);
}

TEST_F(ModelsTest, LoadingAheadSparesTheFirstRequestTheLoading) {
    ASSERT_TRUE(engine.load("a-model", "cpu", Precision::Fp32));
    Recorder recorder;
    ASSERT_TRUE(engine.generate(tinyRequest("a-model"), 1, recorder.observer(), {}));
    for (const auto& progress : recorder.all<Progress>())
        EXPECT_NE(progress.stage, Progress::Stage::LoadingModel);
    const auto missing = engine.load("c-model", "cpu", Precision::Fp32);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::ModelNotFound);
}

TEST_F(ModelsTest, ATokenizerThatTheTextEncoderLacksIsRefused) {
    const auto file = models() / "a-model" / "text_encoder" / "config.json";
    auto config = nlohmann::json::parse(std::ifstream(file));
    config["vocab_size"] = 500;
    std::ofstream(file) << config.dump();
    const auto ids = engine.tokenize("a-model", "red");
    ASSERT_FALSE(ids);
    EXPECT_EQ(ids.error().code, ErrorCode::FileMalformed);
}
