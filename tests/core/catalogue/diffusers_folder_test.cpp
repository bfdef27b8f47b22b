#include "catalogue/diffusers_folder.h"
#include "samples.h"

#include "base/files.h"

#include <functional>
#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

TEST(DiffusersFolder, OpensStableDiffusion15) {
    TemporaryFolder folder;
    writeDiffusersFolder(folder);
    const auto model = readDiffusersFolder(folder.path());
    ASSERT_TRUE(model) << model.error().subject << " " << model.error().detail;
    EXPECT_EQ(model->pipeline, "StableDiffusionPipeline");
    EXPECT_EQ(model->unet, UNetConfig());
    EXPECT_EQ(model->vae, VaeConfig());
    EXPECT_EQ(model->textEncoder, TextEncoderConfig());
    EXPECT_EQ(model->scheduler, SchedulerConfig());
    EXPECT_EQ(model->unetWeights, std::vector{folder / "unet/diffusion_pytorch_model.safetensors"});
    EXPECT_EQ(model->vaeWeights, std::vector{folder / "vae/diffusion_pytorch_model.safetensors"});
    EXPECT_EQ(model->textEncoderWeights, std::vector{folder / "text_encoder/model.safetensors"});
    EXPECT_EQ(model->tokenizer, folder / "tokenizer");
    const auto manifest = manifestOf(*model);
    EXPECT_EQ(manifest.name, folder.path().filename());
    EXPECT_EQ(manifest.family, "sd1");
    EXPECT_EQ(manifest.nativeWidth, 512);
    EXPECT_EQ(manifest.nativeHeight, 512);
    EXPECT_EQ(manifest.latents, LatentFacts());
    EXPECT_EQ(manifest.concat, Concat::None);
}

TEST(DiffusersFolder, NineChannelsAreMaskAndMaskedImage) {
    TemporaryFolder folder;
    writeDiffusersFolder(folder);
    auto unet = sd15UNet();
    unet["in_channels"] = 9;
    put(folder, "unet/config.json", unet.dump());
    const auto model = readDiffusersFolder(folder.path());
    ASSERT_TRUE(model);
    EXPECT_EQ(manifestOf(*model).concat, Concat::MaskMaskedImage);
    EXPECT_EQ(manifestOf(*model).emptyMaskedLatents, EmptyMaskedLatents::Encoded);
}

TEST(DiffusersFolder, ForceUpcastIsForOtherPipelines) {
    TemporaryFolder folder;
    writeDiffusersFolder(folder);
    auto vae = sd15Vae();
    vae["force_upcast"] = true; // what a newer diffusers writes for every autoencoder
    put(folder, "vae/config.json", vae.dump());
    EXPECT_FALSE(readDiffusersFolder(folder.path())->vae.forceUpcast);
}

struct WeightsRow {
    const char* why;
    std::vector<const char*> files; ///< of unet/, empty ones
    WeightVariant variant;
    std::vector<const char*> taken;
};

class WeightChoice : public testing::TestWithParam<WeightsRow> {};

TEST_P(WeightChoice, TakesTheRightFiles) {
    TemporaryFolder folder;
    writeDiffusersFolder(folder);
    fs::remove(folder / "unet/diffusion_pytorch_model.safetensors");
    for (const std::string file : GetParam().files)
        put(folder, "unet/" + file,
            file.ends_with(".json") ? R"({"metadata": {"total_size": 2}, "weight_map":
            {"a": "s-00001-of-00002.safetensors", "b": "s-00002-of-00002.safetensors",
             "c": "s-00001-of-00002.safetensors"}})"
                                    : "");
    const auto model = readDiffusersFolder(folder.path(), GetParam().variant);
    ASSERT_TRUE(model) << model.error().subject;
    std::vector<fs::path> expected;
    for (const auto* file : GetParam().taken)
        expected.push_back(folder / "unet" / file);
    EXPECT_EQ(model->unetWeights, expected);
}

constexpr const char* kFull = "diffusion_pytorch_model.safetensors";
constexpr const char* kFp16 = "diffusion_pytorch_model.fp16.safetensors";
constexpr const char* kIndex = "diffusion_pytorch_model.safetensors.index.json";
constexpr const char* kFp16Index = "diffusion_pytorch_model.safetensors.index.fp16.json";
constexpr const char* kPickle = "diffusion_pytorch_model.bin";
constexpr const char* kFp16Pickle = "diffusion_pytorch_model.fp16.bin";
constexpr const char* kPickleIndex = "diffusion_pytorch_model.bin.index.json";
constexpr const char* kShard1 = "s-00001-of-00002.safetensors";
constexpr const char* kShard2 = "s-00002-of-00002.safetensors";

INSTANTIATE_TEST_SUITE_P(
    Table, WeightChoice,
    testing::Values(
        WeightsRow{
            "both, full asked", {kFull, kFp16, "diffusion_pytorch_model.bin"}, WeightVariant::Full, {kFull}},
        WeightsRow{"both, fp16 asked", {kFull, kFp16}, WeightVariant::Fp16, {kFp16}},
        WeightsRow{"fp16 alone", {kFp16}, WeightVariant::Full, {kFp16}},
        WeightsRow{"full alone", {kFull}, WeightVariant::Fp16, {kFull}},
        WeightsRow{"a pickle alone", {kPickle}, WeightVariant::Full, {kPickle}},
        WeightsRow{"an fp16 pickle alone", {kFp16Pickle}, WeightVariant::Full, {kFp16Pickle}},
        WeightsRow{
            "a pickle in shards", {kPickleIndex, kShard1, kShard2}, WeightVariant::Full, {kShard1, kShard2}},
        WeightsRow{"fp16 safetensors before a pickle", {kFp16, kPickle}, WeightVariant::Full, {kFp16}},
        WeightsRow{"shards", {kIndex, kShard1, kShard2}, WeightVariant::Full, {kShard1, kShard2}},
        WeightsRow{
            "fp16 shards", {kFull, kFp16Index, kShard1, kShard2}, WeightVariant::Fp16, {kShard1, kShard2}}));

struct Broken {
    const char* why;
    std::function<void(const TemporaryFolder&)> breakIt;
    ErrorCode code;
    const char* subject; ///< ends with
};

class BrokenFolder : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFolder, IsRefused) {
    TemporaryFolder folder;
    writeDiffusersFolder(folder);
    GetParam().breakIt(folder);
    const auto model = readDiffusersFolder(folder.path());
    ASSERT_FALSE(model);
    EXPECT_EQ(nameOf(model.error().code), std::string(nameOf(GetParam().code)));
    EXPECT_TRUE(model.error().subject.ends_with(GetParam().subject)) << model.error().subject;
}

auto without(const char* file) {
    return [file](const TemporaryFolder& folder) { fs::remove(folder / file); };
}

/// Another value in one of its JSON files.
auto with(const char* file, const char* key, json value) {
    return [=](const TemporaryFolder& folder) {
        auto whole = json::parse(*readWhole(folder / file));
        whole[key] = value;
        put(folder, file, whole.dump());
    };
}

INSTANTIATE_TEST_SUITE_P(
    Table, BrokenFolder,
    testing::Values(
        Broken{"no index", without("model_index.json"), ErrorCode::FileMissing, "/model_index.json"},
        Broken{"no config", without("unet/config.json"), ErrorCode::FileMissing, "/unet/config.json"},
        Broken{"no scheduler", without("scheduler/scheduler_config.json"), ErrorCode::FileMissing,
               "/scheduler_config.json"},
        Broken{"no weights", without("vae/diffusion_pytorch_model.safetensors"), ErrorCode::FileMissing,
               "/vae/diffusion_pytorch_model.safetensors"},
        Broken{"no merges", without("tokenizer/merges.txt"), ErrorCode::FileMissing, "/tokenizer/merges.txt"},
        Broken{"a missing shard",
               [](const TemporaryFolder& folder) {
                   fs::remove(folder / "unet/diffusion_pytorch_model.safetensors");
                   put(folder, "unet/diffusion_pytorch_model.safetensors.index.json",
                       R"({"weight_map": {"a": "one.safetensors"}})");
               },
               ErrorCode::FileMissing, "/unet/one.safetensors"},
        Broken{"a shard elsewhere",
               [](const TemporaryFolder& folder) {
                   fs::remove(folder / "unet/diffusion_pytorch_model.safetensors");
                   put(folder, "unet/diffusion_pytorch_model.safetensors.index.json",
                       R"({"weight_map": {"a": "../one.safetensors"}})");
               },
               ErrorCode::FileMalformed, ".index.json"},
        Broken{"another pipeline", with("model_index.json", "_class_name", "StableDiffusion3Pipeline"),
               ErrorCode::UnsupportedModel, "StableDiffusion3Pipeline"},
        Broken{"another first stage", with("model_index.json", "vae", {"diffusers", "VQModel"}),
               ErrorCode::UnsupportedModel, "vae: VQModel"},
        Broken{"no text encoder", with("model_index.json", "text_encoder", {nullptr, nullptr}),
               ErrorCode::FileMalformed, "/model_index.json"},
        Broken{"another UNet", with("unet/config.json", "addition_embed_type", "text_image"),
               ErrorCode::UnsupportedModel, "addition_embed_type = text_image"},
        Broken{"five channels", with("unet/config.json", "in_channels", 5), ErrorCode::UnsupportedModel,
               "in_channels = 5"},
        Broken{"another width", with("text_encoder/config.json", "hidden_size", 1020),
               ErrorCode::FileMalformed, "/unet/config.json"},
        Broken{"no JSON", [](const TemporaryFolder& folder) { put(folder, "vae/config.json", "{"); },
               ErrorCode::FileMalformed, "/vae/config.json"}));

} // namespace
} // namespace latentbrush::catalogue
