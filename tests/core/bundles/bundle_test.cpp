#include "base/files.h"
#include "bundles/load_model.h"
#include "bundles/write_bundle.h"
#include "networks/networks.h"
#include "tiny_bundle.h"

#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

using namespace latentbrush;
using namespace latentbrush::bundles;
namespace fs = std::filesystem;

namespace {

class BundleTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder = fs::path(testing::TempDir()) / ("latentbrush-bundle-" + std::to_string(getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path bundle() const { return m_folder / "bundle"; }
    Result<LoadedModel> load(bool trusted = true, at::ScalarType dtype = at::kFloat) const {
        const auto files = openModel(bundle());
        if (!files)
            return failure(files);
        return loadModel(*files, {.dtype = dtype, .mayRunTorchScript = trusted}, KnownHashes{fs::path()});
    }
    void edit(void (*change)(nlohmann::json&)) const {
        auto json = nlohmann::json::parse(std::ifstream(bundle() / "model.json"));
        change(json);
        std::ofstream(bundle() / "model.json") << json.dump();
    }

    fs::path m_folder;
    catalogue::ModelManifest manifest = tinyManifest();
    Components components = tinyComponents(manifest);
};

std::vector<at::Tensor> outputsOf(Components& components) {
    const c10::InferenceMode inference;
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    torch::manual_seed(9);
    const auto context = torch::randn({2, 77, 32});
    return {
        components.textEncoder.forward({torch::arange(77).reshape({1, 77})}).toTensor(),
        components.unet.forward({torch::randn({2, 4, 16, 16}), torch::full({2}, 321.5), context}).toTensor(),
        components.vaeEncoder.forward({torch::randn({1, 3, 64, 64})}).toTensor(),
        components.vaeDecoder.forward({torch::randn({1, 4, 16, 16})}).toTensor()};
}

void cut(const fs::path& file) {
    fs::resize_file(file, fs::file_size(file) / 2);
}

void flipAByte(const fs::path& file) {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(fs::file_size(file) / 2);
    bytes.seekg(middle);
    const char flipped = static_cast<char>(bytes.get() ^ 1);
    bytes.seekp(middle);
    bytes.put(flipped);
}

} // namespace

TEST_F(BundleTest, WhatWasWrittenIsRead) {
    ASSERT_TRUE(writeBundle(bundle(), manifest, components, tinyTokenizer()));
    auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << loaded.error().detail;
    EXPECT_EQ(loaded->manifest.family, "starter");
    EXPECT_EQ(loaded->manifest.unet, manifest.unet);
    EXPECT_EQ(loaded->hash.size(), 64u);
    // Placing lays the same numbers out otherwise (channels last): another order of sums, fp32 rounding.
    const auto before = outputsOf(components);
    const auto after = outputsOf(loaded->components);
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_LT(((before[i] - after[i]).abs().max() / before[i].abs().max()).item<float>(), 1e-5) << i;
}

TEST_F(BundleTest, WrittenModulesHoldAtenAlone) {
    ASSERT_TRUE(writeBundle(bundle(), manifest, components, tinyTokenizer()));
    for (const auto* file : {"text_encoder.pt", "unet.pt", "vae_encoder.pt", "vae_decoder.pt"}) {
        const auto bytes = readWhole(bundle() / file).value();
        EXPECT_EQ(bytes.find("ops.latentbrush"), std::string::npos) << file;
        EXPECT_NO_THROW(torch::jit::load((bundle() / file).string())) << file;
    }
}

TEST_F(BundleTest, TheStartersFormGivesTheSameModel) {
    writeTinyStarter(bundle(), manifest, components);
    auto built = load(/*trusted=*/false); // weights are no code
    ASSERT_TRUE(built) << built.error().subject << built.error().detail;
    const auto files = openModel(bundle()).value();
    EXPECT_EQ(files.form, ModelForm::Weights);
    const auto hash = built->hash;
    auto before = outputsOf(built->components);

    // And as the build writes it: components in fp16 made from the weights.
    const auto unplaced = loadComponents(files, {.dtype = at::kHalf}, KnownHashes{fs::path()});
    ASSERT_TRUE(unplaced);
    ASSERT_TRUE(writeBundle(m_folder / "made", files.manifest, *unplaced, files.tokenizerFolder));
    fs::remove_all(bundle());
    fs::rename(m_folder / "made", bundle());
    auto loaded = load();
    ASSERT_TRUE(loaded) << loaded.error().subject << loaded.error().detail;
    EXPECT_EQ(loaded->hash, hash) << "the same weights are the same model";
    const auto after = outputsOf(loaded->components);
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_TRUE(torch::equal(before[i], after[i])) << i;
}

TEST_F(BundleTest, LoadsInTheDtypeAskedFor) {
    writeTinyStarter(bundle(), manifest, components);
    for (const auto dtype : {at::kFloat, at::kBFloat16, at::kHalf}) {
        const auto loaded = load(true, dtype);
        ASSERT_TRUE(loaded);
        for (const auto& parameter : loaded->components.unet.named_parameters()) {
            ASSERT_EQ(parameter.value.scalar_type(), dtype) << parameter.name;
            ASSERT_FALSE(parameter.value.requires_grad());
            ASSERT_TRUE(parameter.value.dim() != 4 ||
                        parameter.value.is_contiguous(at::MemoryFormat::ChannelsLast))
                << parameter.name;
        }
    }
}

TEST_F(BundleTest, ForeignTorchScriptIsNotRun) {
    ASSERT_TRUE(writeBundle(bundle(), manifest, components, tinyTokenizer()));
    const auto loaded = load(/*trusted=*/false);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::ConsentNeeded);
}

TEST_F(BundleTest, AStopEndsTheLoading) {
    writeTinyStarter(bundle(), manifest, components);
    StopSource source;
    source.request(StopDegree::Now);
    const auto files = openModel(bundle()).value();
    const auto loaded = loadModel(files, {.stop = source.token()}, KnownHashes{fs::path()});
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Cancelled);
}

fs::path firstShard(const fs::path& bundle) {
    return bundle / openModel(bundle).value().manifest.weights.front().file;
}

struct BadBundle {
    const char* name;
    bool asWeights;
    void (*damage)(const fs::path& bundle);
    void (*edit)(nlohmann::json& manifest);
    ErrorCode code;
    const char* subject; ///< what the error's subject ends with
};

class BadBundles : public BundleTest, public testing::WithParamInterface<BadBundle> {};

TEST_P(BadBundles, AreRefused) {
    const auto& row = GetParam();
    if (row.asWeights) {
        writeTinyStarter(bundle(), manifest, components);
    } else {
        ASSERT_TRUE(writeBundle(bundle(), manifest, components, tinyTokenizer()));
    }
    if (row.damage)
        row.damage(bundle());
    if (row.edit)
        edit(row.edit);
    const auto loaded = load();
    ASSERT_FALSE(loaded);
    EXPECT_EQ(nameOf(loaded.error().code), std::string(nameOf(row.code))) << loaded.error().detail;
    EXPECT_TRUE(loaded.error().subject.ends_with(row.subject)) << loaded.error().subject;
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadBundles,
    // Without model.json it is an export like any other.
    testing::Values(BadBundle{"no_manifest", false, [](const fs::path& b) { fs::remove(b / "model.json"); },
                              nullptr, ErrorCode::ConsentNeeded, "bundle"},
                    BadBundle{"manifest_cut", false, [](const fs::path& b) { cut(b / "model.json"); },
                              nullptr, ErrorCode::FileMalformed, "model.json"},
                    BadBundle{"newer_version", false, nullptr,
                              [](nlohmann::json& m) { m["format_version"] = 99; }, ErrorCode::NewerFormat,
                              "model.json"},
                    BadBundle{"component_missing", false,
                              [](const fs::path& b) { fs::remove(b / "unet.pt"); }, nullptr,
                              ErrorCode::FileMissing, "unet.pt"},
                    BadBundle{"component_cut", false, [](const fs::path& b) { cut(b / "vae_decoder.pt"); },
                              nullptr, ErrorCode::HashMismatch, "vae_decoder.pt"},
                    BadBundle{"component_with_another_byte", false,
                              [](const fs::path& b) { flipAByte(b / "text_encoder.pt"); }, nullptr,
                              ErrorCode::HashMismatch, "text_encoder.pt"},
                    BadBundle{"component_of_another_shape", false, nullptr,
                              [](nlohmann::json& m) {
                                  m["unet"]["block_out_channels"] = {16, 40};
                              },
                              ErrorCode::ShapeMismatch, "weight"},
                    BadBundle{"weights_missing", true, [](const fs::path& b) { fs::remove(firstShard(b)); },
                              nullptr, ErrorCode::FileMissing, ".safetensors"},
                    BadBundle{"weights_cut", true, [](const fs::path& b) { cut(firstShard(b)); }, nullptr,
                              ErrorCode::HashMismatch, ".safetensors"},
                    BadBundle{"weights_of_another_shape", true, nullptr,
                              [](nlohmann::json& m) {
                                  m["unet"]["block_out_channels"] = {16, 40};
                              },
                              ErrorCode::ShapeMismatch, ""},
                    BadBundle{"weights_of_fewer_layers", true, nullptr,
                              [](nlohmann::json& m) { m["unet"]["layers_per_block"] = 2; },
                              ErrorCode::TensorMissing, ""}),
    [](const auto& info) { return info.param.name; });
