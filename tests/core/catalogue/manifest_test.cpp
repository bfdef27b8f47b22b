#include "catalogue/model_hash.h"
#include "catalogue/model_manifest.h"
#include "samples.h"

#include <bit>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush::catalogue {
namespace {

using nlohmann::json;

constexpr const char* kSubject = "model.json";

TEST(Manifest, SaysWhatItsFileSays) {
    const auto manifest = manifestFromJson(wholeManifest(), kSubject);
    ASSERT_TRUE(manifest) << manifest.error().detail;
    EXPECT_EQ(manifest->name, "Starter");
    EXPECT_EQ(manifest->family, "starter");
    EXPECT_EQ(manifest->licence, "MIT");
    EXPECT_EQ(manifest->description.at("ja"), "小さな世界");
    EXPECT_EQ(manifest->scheduler.prediction, PredictionType::V);
    EXPECT_EQ(manifest->scheduler.spacing, Spacing::Trailing);
    EXPECT_EQ(manifest->latents, (LatentFacts{4, 8, 0.9, 0.1}));
    EXPECT_EQ(manifest->nativeWidth, 128);
    EXPECT_EQ(manifest->nativeHeight, 96);
    EXPECT_EQ(manifest->textEncoderLayer, 1);
    EXPECT_EQ(manifest->concat, Concat::MaskMaskedImage);
    EXPECT_EQ(manifest->emptyMaskedLatents, EmptyMaskedLatents::Zeros);
    EXPECT_EQ(manifest->tokenizer, (TokenizerConfig{77, 700, 701, 0}));
    EXPECT_EQ(manifest->precision, "fp16");
    EXPECT_EQ(manifest->unet->heads, (std::vector{2, 4}));
    EXPECT_EQ(manifest->vae->downscale(), 8);
    EXPECT_EQ(manifest->textEncoder->vocabularySize, 702);
    EXPECT_EQ(manifest->weights.at(0).file, "weights-00001-of-00001.safetensors");
    EXPECT_EQ(manifest->components->vaeDecoder.file, "vae_decoder.pt");
    EXPECT_EQ((*manifest->previewRgb)[1], (std::vector<double>{0, 0, 0, 0, 0.5}));
    EXPECT_EQ(manifest->defaults, (ModelDefaults{"dpmpp_2m", "karras", 20, 4.5}));
    EXPECT_EQ(manifest->samplePrompts.at("en").at(1), "a boat");
    EXPECT_TRUE(manifest->unknown.empty()) << manifest->unknown;
}

TEST(Manifest, KeepsWhatItDoesNotKnowWhereItStood) {
    auto value = wholeManifest();
    value["training"] = {{"steps", 9000}, {"scores", {0.9, 0.92}}};
    value["unet"]["act_fn"] = "silu";
    value["latents"]["measured_on"] = "4096 scenes";
    const auto manifest = manifestFromJson(value, kSubject);
    ASSERT_TRUE(manifest) << manifest.error().detail;
    const auto written = toJson(*manifest);
    EXPECT_EQ(written["training"], value["training"]);
    EXPECT_EQ(written["unet"]["act_fn"], "silu");
    EXPECT_EQ(written["latents"]["measured_on"], "4096 scenes");
    EXPECT_EQ(manifestFromJson(written, kSubject), manifest);
}

TEST(Manifest, AChangedValueIsNotOverwrittenByTheUnknown) {
    auto value = wholeManifest();
    value["latents"]["note"] = "kept";
    auto manifest = manifestFromJson(value, kSubject);
    ASSERT_TRUE(manifest);
    manifest->latents.scale = 0.5;
    EXPECT_EQ(toJson(*manifest)["latents"]["scale"], 0.5);
    EXPECT_EQ(toJson(*manifest)["latents"]["note"], "kept");
}

struct Sound {
    const char* why;
    const char* patch; ///< JSON merge patch: null takes the key away
};

class SoundManifest : public testing::TestWithParam<Sound> {};

TEST_P(SoundManifest, IsRead) {
    auto value = wholeManifest();
    value.merge_patch(json::parse(GetParam().patch));
    const auto manifest = manifestFromJson(value, kSubject);
    EXPECT_TRUE(manifest) << manifest.error().subject << " " << manifest.error().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Table, SoundManifest,
    testing::Values(
        Sound{"built from weights", R"({"components": null})"},
        Sound{"an export without configs",
              R"({"weights": null, "unet": null, "vae": null, "text_encoder": null})"},
        Sound{"the least",
              R"({"licence": null, "description": null, "text_encoder_layer": null, "tokenizer": null,
              "precision": null, "preview_rgb": null, "defaults": null, "sample_prompts": null})"},
        Sound{"four channels", R"({"concat": "none", "unet": {"in_channels": 4}})"},
        Sound{"a file of the tokenizer", R"({"weights": [{"file": "tokenizer/a.safetensors",
              "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]})"}));

struct Bad {
    const char* patch;
    ErrorCode code;
    const char* said; ///< what the error's detail (UnsupportedModel: its subject) begins with
};

class BadManifest : public testing::TestWithParam<Bad> {};

TEST_P(BadManifest, IsRefusedByName) {
    auto value = wholeManifest();
    value.merge_patch(json::parse(GetParam().patch));
    const auto manifest = manifestFromJson(value, kSubject);
    ASSERT_FALSE(manifest);
    const auto& error = manifest.error();
    EXPECT_EQ(nameOf(error.code), std::string(nameOf(GetParam().code)))
        << error.subject << " " << error.detail;
    const bool byModel = error.code == ErrorCode::UnsupportedModel;
    EXPECT_TRUE((byModel ? error.subject : error.detail).starts_with(GetParam().said))
        << error.subject << " " << error.detail;
    EXPECT_EQ(byModel ? error.detail : error.subject, kSubject);
}

constexpr auto kMalformed = ErrorCode::FileMalformed;
constexpr auto kUnsupported = ErrorCode::UnsupportedModel;

INSTANTIATE_TEST_SUITE_P(
    Table, BadManifest,
    testing::Values(
        Bad{R"({"format_version": null})", kMalformed, "format_version: missing"},
        Bad{R"({"format_version": "1"})", kMalformed, "format_version"},
        Bad{R"({"format_version": 0})", kMalformed, "format_version"},
        Bad{R"({"format_version": 2})", ErrorCode::NewerFormat, "2"},
        Bad{R"({"format_version": 2, "latents": 5})", ErrorCode::NewerFormat, "2"},
        Bad{R"({"name": null})", kMalformed, "name: missing"},
        Bad{R"({"name": 5})", kMalformed, "name: no text"}, Bad{R"({"family": null})", kMalformed, "family"},
        Bad{R"({"licence": []})", kMalformed, "licence"},
        Bad{R"({"description": "text"})", kMalformed, "description: no object"},
        Bad{R"({"description": {"en": 1}})", kMalformed, "description.en"},
        Bad{R"({"sample_prompts": {"en": "one"}})", kMalformed, "sample_prompts.en"},
        Bad{R"({"scheduler": null})", kMalformed, "scheduler: missing"},
        Bad{R"({"scheduler": []})", kMalformed, "scheduler: no object"},
        Bad{R"({"scheduler": {"_class_name": null}})", kMalformed, "scheduler._class_name: missing"},
        Bad{R"({"scheduler": {"_class_name": "EDMEulerScheduler"}})", kUnsupported,
            "scheduler: EDMEulerScheduler"},
        Bad{R"({"scheduler": {"beta_start": 0}})", kMalformed, "scheduler.beta_start"},
        Bad{R"({"scheduler": {"beta_end": 0.0001}})", kMalformed, "scheduler.beta_end"},
        Bad{R"({"latents": null})", kMalformed, "latents.channels: missing"},
        Bad{R"({"latents": {"scale": null}})", kMalformed, "latents.scale: missing"},
        Bad{R"({"latents": {"scale": "big"}})", kMalformed, "latents.scale: no number"},
        Bad{R"({"latents": {"scale": 0.8}})", kMalformed, "latents.scale: another number"},
        Bad{R"({"vae": null, "latents": {"scale": 0}})", kMalformed, "latents.scale: not above 0"},
        Bad{R"({"latents": {"channels": 2.5}})", kMalformed, "latents.channels: no whole number"},
        Bad{R"({"latents": {"channels": -4}})", kMalformed, "latents.channels"},
        Bad{R"({"latents": {"channels": 8}})", kMalformed, "preview_rgb"},
        Bad{R"({"latents": {"downscale": 4}})", kMalformed, "latents.downscale"},
        Bad{R"({"native_size": {"width": 0}})", kMalformed, "native_size.width"},
        Bad{R"({"native_size": {"width": 100}})", kMalformed, "native_size"},
        Bad{R"({"native_size": {"height": null}})", kMalformed, "native_size.height: missing"},
        Bad{R"({"text_encoder_layer": 4})", kMalformed, "text_encoder_layer"},
        Bad{R"({"concat": "depth"})", kMalformed, "concat"},
        Bad{R"({"concat": "none"})", kMalformed, "unet.in_channels"},
        Bad{R"({"empty_masked_latents": "noise"})", kMalformed, "empty_masked_latents"},
        Bad{R"({"cross_attention": "class"})", kUnsupported, "cross_attention: class"},
        Bad{R"({"precision": "int8"})", kMalformed, "precision"},
        Bad{R"({"tokenizer": {"begin_id": null}})", kMalformed, "tokenizer.begin_id: missing"},
        Bad{R"({"tokenizer": {"end_id": -1}})", kMalformed, "tokenizer.end_id"},
        Bad{R"({"tokenizer": {"pad_id": 702}})", kMalformed, "tokenizer: an id beyond"},
        Bad{R"({"tokenizer": {"length": 76}})", kMalformed, "tokenizer.length"},
        Bad{R"({"unet": []})", kMalformed, "unet: no object"},
        Bad{R"({"unet": {"block_out_channels": [32, 65]}})", kMalformed, "unet.block_out_channels"},
        Bad{R"({"unet": {"cross_attention_dim": 64}})", kMalformed, "text_encoder.hidden_size"},
        Bad{R"({"unet": {"out_channels": 8}})", kMalformed, "unet.out_channels"},
        Bad{R"({"unet": {"class_embed_type": "timestep"}})", kUnsupported, "unet: class_embed_type"},
        Bad{R"({"components": {"unet": null}})", kMalformed, "components.unet: missing"},
        Bad{R"({"components": {"unet": {"sha256": null}}})", kMalformed, "components.unet.sha256: missing"},
        Bad{R"({"components": {"unet": {"sha256": "AA"}}})", kMalformed, "components.unet.sha256"},
        Bad{R"({"components": {"unet": {"file": "../unet.pt"}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": "/etc/passwd"}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": "a\\b.pt"}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": "a\u0000.pt"}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": ".."}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": ""}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": "tokenizer/../x"}}})", kMalformed, "components.unet.file"},
        Bad{R"({"components": {"unet": {"file": "tokenizer/.."}}})", kMalformed, "components.unet.file"},
        Bad{R"({"weights": {}})", kMalformed, "weights: no list"},
        Bad{R"({"weights": ["a"]})", kMalformed, "weights[0]: no object"},
        Bad{R"({"weights": [{"file": "a"}]})", kMalformed, "weights[0].sha256: missing"},
        Bad{R"({"components": null, "weights": null})", kMalformed, "components: missing"},
        Bad{R"({"components": null, "vae": null})", kMalformed, "vae: missing"},
        Bad{R"({"preview_rgb": [[1, 2], [1, 2]]})", kMalformed, "preview_rgb: not three rows"},
        Bad{R"({"preview_rgb": [[1, 2, 3, 4, "5"], [], []]})", kMalformed, "preview_rgb: not three rows"},
        Bad{R"({"preview_rgb": [[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]]})", kMalformed,
            "preview_rgb: a row"},
        Bad{R"({"defaults": {"steps": 0}})", kMalformed, "defaults.steps"},
        Bad{R"({"defaults": {"guidance": "x"}})", kMalformed, "defaults.guidance"},
        Bad{R"({"defaults": {"sampler": 1}})", kMalformed, "defaults.sampler"}));

TEST(ManifestFile, IsNoObject) {
    EXPECT_EQ(manifestFromJson(json::array(), kSubject).error().code, ErrorCode::FileMalformed);
}

struct BadFile {
    std::string text;
    const char* said;
};

class BadManifestFile : public testing::TestWithParam<BadFile> {};

TEST_P(BadManifestFile, IsRefused) {
    TemporaryFolder folder;
    put(folder, "model.json", GetParam().text);
    const auto manifest = readManifest(folder / "model.json");
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().code, ErrorCode::FileMalformed);
    EXPECT_EQ(manifest.error().subject, (folder / "model.json").string());
    EXPECT_NE(manifest.error().detail.find(GetParam().said), std::string::npos) << manifest.error().detail;
}

INSTANTIATE_TEST_SUITE_P(Table, BadManifestFile,
                         testing::Values(BadFile{"", "JSON"}, BadFile{"{", "JSON"},
                                         BadFile{R"({"name": "a", "name": "b"})", "twice"},
                                         BadFile{"{\"name\": \"\xff\"}", "JSON"},
                                         BadFile{"{\"x\": " + std::string(1'000'000, '['), "too deep"}));

TEST(ManifestFile, MissingIsSaid) {
    EXPECT_EQ(readManifest("/nowhere/model.json").error().code, ErrorCode::FileMissing);
}

TEST(ModelHash, GoesByTheBytesNotByTheirOrder) {
    EXPECT_EQ(modelHash(std::vector<std::string>{"b", "a"}), modelHash(std::vector<std::string>{"a", "b"}));
    EXPECT_NE(modelHash(std::vector<std::string>{"a"}), modelHash(std::vector<std::string>{"b"}));
    // sha256sum of "a\nb\n"
    EXPECT_EQ(modelHash(std::vector<std::string>{"b", "a"}),
              "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
}

TEST(ModelHash, StaysTheSameWhenComponentsAreBuiltAnew) {
    auto value = wholeManifest();
    const auto before = manifestFromJson(value, kSubject);
    value["components"]["unet"]["sha256"] = std::string(64, 'b');
    const auto after = manifestFromJson(value, kSubject);
    EXPECT_EQ(modelHash(*before), modelHash(*after));
    value.erase("weights");
    EXPECT_NE(modelHash(*manifestFromJson(value, kSubject)), modelHash(*before));
}

std::string anyText() {
    return *rc::gen::element<std::string>("", "a", "夕焼け", "\"\\\n", "😀 é");
}

FileRecord anyFile() {
    FileRecord record{*rc::gen::element<std::string>("a.pt", "重み.safetensors", "tokenizer/x", "..a"), ""};
    for (int i = 0; i < 64; ++i)
        record.sha256.push_back("0123456789abcdef"[*rc::gen::inRange(0, 16)]);
    return record;
}

void addNetworks(ModelManifest& manifest) {
    const int groups = *rc::gen::inRange(1, 5);
    const auto levels = *rc::gen::inRange<std::size_t>(1, 5);
    UNetConfig unet;
    unet.inChannels = manifest.latents.channels * (manifest.concat == Concat::None ? 1 : 2) +
                      (manifest.concat == Concat::None ? 0 : 1);
    unet.outChannels = manifest.latents.channels;
    unet.blockOutChannels.clear();
    unet.attention.clear();
    unet.transformerDepth.clear();
    unet.heads.clear();
    for (std::size_t level = 0; level < levels; ++level) {
        const int heads = *rc::gen::inRange(1, 5);
        unet.blockOutChannels.push_back(2 * groups * heads * *rc::gen::inRange(1, 9));
        unet.attention.push_back(*rc::gen::arbitrary<bool>());
        unet.transformerDepth.push_back(*rc::gen::inRange(1, 4));
        unet.heads.push_back(heads);
    }
    unet.midAttention = *rc::gen::arbitrary<bool>();
    unet.layersPerBlock = *rc::gen::inRange(1, 4);
    unet.linearProjection = *rc::gen::arbitrary<bool>();
    unet.normGroups = groups;
    unet.sampleSize = *rc::gen::inRange(1, 129);
    VaeConfig vae;
    vae.latentChannels = manifest.latents.channels;
    vae.blockOutChannels.assign(
        static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(manifest.latents.downscale))) + 1,
        32);
    vae.scalingFactor = manifest.latents.scale;
    vae.shiftFactor = manifest.latents.shift;
    vae.forceUpcast = *rc::gen::arbitrary<bool>();
    vae.quantConv = *rc::gen::arbitrary<bool>();
    TextEncoderConfig text;
    text.heads = *rc::gen::inRange(1, 9);
    text.width = unet.contextWidth = text.heads * *rc::gen::inRange(1, 65);
    text.activation = *rc::gen::element(Activation::Gelu, Activation::QuickGelu);
    manifest.unet = unet;
    manifest.vae = vae;
    manifest.textEncoder = text;
}

ModelManifest anyManifest() {
    ModelManifest manifest;
    manifest.name = anyText();
    manifest.family = anyText();
    manifest.licence = anyText();
    manifest.description["ja"] = anyText();
    manifest.scheduler.className = *rc::gen::element<std::string>("DDIMScheduler", "EulerDiscreteScheduler");
    manifest.scheduler.prediction =
        *rc::gen::element(PredictionType::Epsilon, PredictionType::V, PredictionType::Sample);
    manifest.scheduler.spacing = *rc::gen::element(Spacing::Leading, Spacing::Linspace, Spacing::Trailing);
    manifest.scheduler.betaStart = *rc::gen::inRange(1, 1000) / 99991.;
    manifest.scheduler.betaEnd = manifest.scheduler.betaStart + *rc::gen::inRange(0, 1000) / 99991.;
    manifest.latents = {*rc::gen::inRange(1, 17), 1 << *rc::gen::inRange(0, 5),
                        *rc::gen::inRange(1, 1000) / 777., *rc::gen::inRange(-1000, 1000) / 777.};
    manifest.nativeWidth = manifest.latents.downscale * *rc::gen::inRange(1, 129);
    manifest.nativeHeight = manifest.latents.downscale * *rc::gen::inRange(1, 129);
    manifest.concat = *rc::gen::element(Concat::None, Concat::MaskMaskedImage);
    manifest.emptyMaskedLatents = *rc::gen::element(EmptyMaskedLatents::Zeros, EmptyMaskedLatents::Encoded);
    addNetworks(manifest);
    if (*rc::gen::arbitrary<bool>())
        manifest.tokenizer = TokenizerConfig{77, *rc::gen::inRange(0, 49408), 5, 0};
    if (*rc::gen::arbitrary<bool>())
        manifest.components = ComponentFiles{anyFile(), anyFile(), anyFile(), anyFile()};
    manifest.weights = {anyFile(), anyFile()};
    if (*rc::gen::arbitrary<bool>())
        manifest.previewRgb.emplace().fill(std::vector<double>(
            static_cast<std::size_t>(manifest.latents.channels) + 1, *rc::gen::inRange(-100, 100) / 7.));
    if (*rc::gen::arbitrary<bool>())
        manifest.defaults.steps = *rc::gen::inRange(1, 100);
    manifest.samplePrompts["en"] = {anyText(), anyText()};
    if (*rc::gen::arbitrary<bool>())
        manifest.unknown = {{"training", {{"minutes", 150}}}, {"unet", {{"act_fn", "silu"}}}};
    return manifest;
}

RC_GTEST_PROP(ManifestJson, GoesThereAndBackUnchanged, ()) {
    const auto manifest = anyManifest();
    const auto read = manifestFromJson(json::parse(toJson(manifest).dump()), kSubject);
    if (!read)
        RC_FAIL(read.error().subject + ": " + read.error().detail);
    RC_ASSERT(*read == manifest);
}

} // namespace
} // namespace latentbrush::catalogue
