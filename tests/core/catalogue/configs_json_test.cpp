#include "catalogue/configs_json.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

using nlohmann::json;

constexpr const char* kSubject = "config.json";

TEST(ConfigsJson, ReadStableDiffusion15) {
    // configs.h has SD 1.x as its defaults.
    EXPECT_EQ(unetFromJson(sd15UNet(), kSubject), UNetConfig());
    EXPECT_EQ(vaeFromJson(sd15Vae(), kSubject), VaeConfig());
    EXPECT_EQ(textEncoderFromJson(sd15TextEncoder(), kSubject), TextEncoderConfig());
    EXPECT_EQ(schedulerFromJson(sd15Scheduler(), kSubject), SchedulerConfig());
}

TEST(ConfigsJson, AnEmptyUNetIsTheClassDefault) {
    UNetConfig expected;
    expected.contextWidth = 1280;
    EXPECT_EQ(unetFromJson(json::object(), kSubject), expected);
}

TEST(ConfigsJson, AnEmptyVaeIsTheClassDefault) {
    VaeConfig expected;
    expected.blockOutChannels = {64};
    expected.layersPerBlock = 1;
    EXPECT_EQ(vaeFromJson(json::object(), kSubject), expected);
}

TEST(ConfigsJson, AnEmptyTextEncoderIsTheClassDefault) {
    TextEncoderConfig expected;
    expected.width = 512;
    expected.heads = 8;
    expected.feedForward = 2048;
    EXPECT_EQ(textEncoderFromJson(json::object(), kSubject), expected);
}

TEST(ConfigsJson, HeadsComeAsANumberOrAList) {
    auto value = sd15UNet();
    value["attention_head_dim"] = {5, 10, 20, 20}; // SD 2
    EXPECT_EQ(unetFromJson(value, kSubject)->heads, (std::vector{5, 10, 20, 20}));
    value["num_attention_heads"] = 16;
    EXPECT_EQ(unetFromJson(value, kSubject)->heads, (std::vector{16, 16, 16, 16}));
}

TEST(ConfigsJson, ListsMayStandForOneNumberALevel) {
    auto value = sd15UNet();
    value["transformer_layers_per_block"] = {1, 2, 10, 1};
    value["layers_per_block"] = {2, 2, 2, 2};
    value["sample_size"] = {64, 96};
    const auto unet = unetFromJson(value, kSubject);
    ASSERT_TRUE(unet) << unet.error().subject;
    EXPECT_EQ(unet->transformerDepth, (std::vector{1, 2, 10, 1}));
    EXPECT_EQ(unet->layersPerBlock, 2);
    EXPECT_EQ(unet->sampleSize, 96);
}

UNetConfig unetWith(const char* patch) {
    auto value = sd15UNet();
    value.update(json::parse(patch));
    const auto config = unetFromJson(value, kSubject);
    EXPECT_TRUE(config) << patch << ": " << config.error().subject << ' ' << config.error().detail;
    return config.value_or(UNetConfig());
}

TEST(ConfigsJson, WhatGoesIntoAUNetBesideTheTimestep) {
    UNetConfig expected;
    expected.vectorWidth = 2816;
    EXPECT_EQ(unetWith(R"({"addition_embed_type": "text_time", "addition_time_embed_dim": 256,
                           "projection_class_embeddings_input_dim": 2816, "class_embed_type": null})"),
              expected);
    expected = {};
    expected.classCount = 1000;
    EXPECT_EQ(unetWith(R"({"num_class_embeds": 1000, "class_embed_type": null})"), expected);
    expected = {};
    expected.guidanceWidth = 256;
    EXPECT_EQ(unetWith(R"({"time_cond_proj_dim": 256})"), expected);
    EXPECT_EQ(unetWith(R"({"time_cond_proj_dim": null, "upcast_attention": true, "dropout": 0.0,
                           "addition_embed_type_num_heads": 64})"),
              UNetConfig());
}

TEST(ConfigsJson, OnlyCrossAttentionCountsWhereThereIsAttention) {
    using Levels = std::vector<bool>;
    const auto levelsOf = [](const char* patch) { return unetWith(patch).onlyCrossAttention; };
    EXPECT_EQ(levelsOf(R"({"only_cross_attention": false})"), Levels());
    EXPECT_EQ(levelsOf(R"({"only_cross_attention": [false, false, false, true]})"), Levels());
    EXPECT_EQ(levelsOf(R"({"only_cross_attention": true})"), (Levels{true, true, true, false}));
    EXPECT_EQ(levelsOf(R"({"only_cross_attention": [true, false, true, false]})"),
              (Levels{true, false, true, false}));
}

TEST(ConfigsJson, ALevelWithoutAttentionMayHaveNoDepth) {
    EXPECT_EQ(unetWith(R"({"transformer_layers_per_block": [1, 1, 1, 0]})").transformerDepth,
              (std::vector{1, 1, 1, 0}));
}

TEST(ConfigsJson, UNetsComeBackAsTheyWereWritten) {
    UNetConfig sdxl{.blockOutChannels = {320, 640, 1280},
                    .attention = {false, true, true},
                    .transformerDepth = {1, 2, 10},
                    .heads = {5, 10, 20},
                    .contextWidth = 2048,
                    .linearProjection = true,
                    .sampleSize = 128};
    sdxl.vectorWidth = 2816;
    sdxl.guidanceWidth = 256;
    UNetConfig upscaler{.inChannels = 7};
    upscaler.onlyCrossAttention = {true, true, false, false};
    upscaler.classCount = 1000;
    for (const auto& config : {UNetConfig(), sdxl, upscaler})
        EXPECT_EQ(unetFromJson(toJson(config), kSubject), config);
}

json sdxlTextEncoder2() {
    return json::parse(R"({"architectures": ["CLIPTextModelWithProjection"], "eos_token_id": 2,
        "hidden_act": "gelu", "hidden_size": 1280, "intermediate_size": 5120, "num_attention_heads": 20,
        "model_type": "clip_text_model", "num_hidden_layers": 32, "projection_dim": 1280})");
}

TEST(ConfigsJson, AProjectionCountsInTheClassThatHasOne) {
    auto value = sd15TextEncoder();
    value["projection_dim"] = 768;
    EXPECT_EQ(textEncoderFromJson(value, kSubject), TextEncoderConfig());
    TextEncoderConfig bigG{
        .width = 1280, .layers = 32, .heads = 20, .feedForward = 5120, .activation = Activation::Gelu};
    bigG.projection = 1280;
    EXPECT_EQ(textEncoderFromJson(sdxlTextEncoder2(), kSubject), bigG);
    value = sdxlTextEncoder2();
    value.erase("projection_dim");
    EXPECT_EQ(textEncoderFromJson(value, kSubject)->projection, 512);
}

TEST(ConfigsJson, TheEndMarkerIsTheLastOfASmallVocabularyWhateverTheFileSays) {
    auto value = sdxlTextEncoder2();
    EXPECT_EQ(textEncoderFromJson(value, kSubject)->endId, 49407);
    value["vocab_size"] = 49410; // with words added
    EXPECT_EQ(textEncoderFromJson(value, kSubject)->endId, 49407);
    value["vocab_size"] = 1000;
    EXPECT_EQ(textEncoderFromJson(value, kSubject)->endId, 999);
}

TEST(ConfigsJson, TextEncodersComeBackAsTheyWereWritten) {
    TextEncoderConfig first;
    first.skippedLayers = 1;
    first.normHidden = false;
    auto second = first;
    second.projection = 1280;
    auto small = second;
    small.vocabularySize = 1000;
    small.endId = 998;
    for (const auto& config : {TextEncoderConfig(), first, second, small})
        EXPECT_EQ(textEncoderFromJson(toJson(config), kSubject), config);
}

TEST(ConfigsJson, ReadTheVaeOfSdxl) {
    auto value = sd15Vae();
    value.update(json::parse(R"({"force_upcast": true, "scaling_factor": 0.13025, "sample_size": 1024,
        "latents_mean": null, "latents_std": null, "shift_factor": null, "use_quant_conv": true,
        "use_post_quant_conv": true, "mid_block_add_attention": true})"));
    VaeConfig expected;
    expected.scalingFactor = 0.13025;
    expected.forceUpcast = true;
    EXPECT_EQ(vaeFromJson(value, kSubject), expected);
}

/// sd-controlnet-canny, as diffusers saved it.
json sd1ControlNet() {
    return json::parse(R"({"_class_name": "ControlNetModel", "act_fn": "silu", "attention_head_dim": 8,
        "block_out_channels": [320, 640, 1280, 1280], "class_embed_type": null,
        "conditioning_embedding_out_channels": [16, 32, 96, 256],
        "controlnet_conditioning_channel_order": "rgb", "cross_attention_dim": 768,
        "down_block_types": ["CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D",
                             "DownBlock2D"],
        "downsample_padding": 1, "flip_sin_to_cos": true, "freq_shift": 0, "in_channels": 4,
        "layers_per_block": 2, "mid_block_scale_factor": 1, "norm_eps": 1e-05, "norm_num_groups": 32,
        "num_class_embeds": null, "only_cross_attention": false,
        "projection_class_embeddings_input_dim": null, "resnet_time_scale_shift": "default",
        "upcast_attention": false, "use_linear_projection": false})");
}

TEST(ConfigsJson, ReadControlNets) {
    EXPECT_EQ(controlNetFromJson(sd1ControlNet(), kSubject), ControlNetConfig());
    auto value = sd1ControlNet();
    value.update(json::parse(R"({"conditioning_channels": 1, "conditioning_embedding_out_channels": [8, 16],
        "controlnet_conditioning_channel_order": "bgr", "global_pool_conditions": true,
        "attention_head_dim": [5, 10, 20, 20], "mid_block_type": "UNetMidBlock2D"})"));
    ControlNetConfig expected{
        .hintChannels = 1, .hintWidths = {8, 16}, .hintIsBgr = true, .pooledOver = true};
    expected.unet.heads = {5, 10, 20, 20};
    expected.unet.midAttention = false;
    EXPECT_EQ(controlNetFromJson(value, kSubject), expected);
}

TEST(ConfigsJson, AMidBlockWithoutAttention) {
    auto value = sd15UNet();
    value["mid_block_type"] = "UNetMidBlock2D";
    EXPECT_FALSE(unetFromJson(value, kSubject)->midAttention);
}

struct SchedulerRow {
    const char* className;
    double betaStart;
    double betaEnd;
    BetaSchedule betas;
    Spacing spacing;
    bool setAlphaToOne;
};

class SchedulerClass : public testing::TestWithParam<SchedulerRow> {};

TEST_P(SchedulerClass, FillsInItsOwnDefaults) {
    const auto& row = GetParam();
    const auto config = schedulerFromJson({{"_class_name", row.className}}, kSubject);
    ASSERT_TRUE(config) << config.error().subject;
    const SchedulerConfig expected{.className = row.className,
                                   .trainTimesteps = 1000,
                                   .betaStart = row.betaStart,
                                   .betaEnd = row.betaEnd,
                                   .betaSchedule = row.betas,
                                   .prediction = PredictionType::Epsilon,
                                   .spacing = row.spacing,
                                   .stepsOffset = 0,
                                   .setAlphaToOne = row.setAlphaToOne};
    EXPECT_EQ(config, expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SchedulerClass,
    testing::Values(
        SchedulerRow{"DDIMScheduler", 0.0001, 0.02, BetaSchedule::Linear, Spacing::Leading, true},
        SchedulerRow{"DDPMScheduler", 0.0001, 0.02, BetaSchedule::Linear, Spacing::Leading, true},
        SchedulerRow{"PNDMScheduler", 0.0001, 0.02, BetaSchedule::Linear, Spacing::Leading, false},
        SchedulerRow{"LCMScheduler", 0.00085, 0.012, BetaSchedule::ScaledLinear, Spacing::Leading, true},
        SchedulerRow{"EulerDiscreteScheduler", 0.0001, 0.02, BetaSchedule::Linear, Spacing::Linspace, true},
        SchedulerRow{"HeunDiscreteScheduler", 0.00085, 0.012, BetaSchedule::Linear, Spacing::Linspace, true},
        SchedulerRow{"DPMSolverMultistepScheduler", 0.0001, 0.02, BetaSchedule::Linear, Spacing::Linspace,
                     true},
        SchedulerRow{"UniPCMultistepScheduler", 0.0001, 0.02, BetaSchedule::Linear, Spacing::Linspace,
                     true}));

template <class Config>
using Reader = Result<Config> (*)(const json&, const std::string&);

struct Refused {
    const char* patch;
    ErrorCode code;
    const char* said;
};

template <class Config>
void expectRefusals(Reader<Config> read, const json& base, std::initializer_list<Refused> rows) {
    for (const auto& row : rows) {
        auto value = base;
        value.update(json::parse(row.patch)); // update, not a merge patch: null must stay null
        const auto config = read(value, kSubject);
        ASSERT_FALSE(config) << row.patch;
        EXPECT_EQ(nameOf(config.error().code), std::string(nameOf(row.code))) << row.patch;
        const auto& said = config.error().code == ErrorCode::UnsupportedModel ? config.error().subject
                                                                              : config.error().detail;
        EXPECT_TRUE(said.starts_with(row.said)) << row.patch << ": " << said;
    }
}

constexpr auto kMalformed = ErrorCode::FileMalformed;
constexpr auto kUnsupported = ErrorCode::UnsupportedModel;

TEST(ConfigsJson, RefuseOtherUNets) {
    expectRefusals<UNetConfig>(
        unetFromJson, sd15UNet(),
        {{R"({"in_channels": 0})", kMalformed, "in_channels"},
         {R"({"in_channels": 99999999999999999999})", kMalformed, "in_channels"},
         {R"({"in_channels": 4.5})", kMalformed, "in_channels"},
         {R"({"block_out_channels": []})", kMalformed, "block_out_channels"},
         {R"({"block_out_channels": 320})", kMalformed, "block_out_channels"},
         {R"({"block_out_channels": [320, 640, 1280, -1280]})", kMalformed, "block_out_channels"},
         {R"({"block_out_channels": [320, 640, 1280, 1281]})", kMalformed, "block_out_channels"},
         {R"({"block_out_channels": [320, 640]})", kMalformed, "down_block_types"},
         {R"({"block_out_channels": [1,1,1,1,1,1,1,1,1], "norm_num_groups": 1})", kMalformed,
          "block_out_channels"},
         {R"({"norm_num_groups": 7})", kMalformed, "block_out_channels"},
         {R"({"norm_num_groups": 0})", kMalformed, "norm_num_groups"},
         {R"({"attention_head_dim": [8, 8]})", kMalformed, "attention_head_dim"},
         {R"({"attention_head_dim": 7})", kMalformed, "attention_head_dim"},
         {R"({"attention_head_dim": 0})", kMalformed, "attention_head_dim"},
         {R"({"norm_eps": "small"})", kMalformed, "norm_eps"},
         {R"({"use_linear_projection": 1})", kMalformed, "use_linear_projection"},
         {R"({"down_block_types": "DownBlock2D"})", kMalformed, "down_block_types"},
         {R"({"down_block_types": ["KDownBlock2D", "DownBlock2D", "DownBlock2D", "DownBlock2D"]})",
          kUnsupported, "unet: down_block_types = KDownBlock2D"},
         {R"({"up_block_types": ["UpBlock2D", "UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]})",
          kUnsupported, "unet: up_block_types"},
         {R"({"mid_block_type": null})", kUnsupported, "unet: mid_block_type = null"},
         {R"({"mid_block_type": "UNetMidBlock2DSimpleCrossAttn"})", kUnsupported, "unet: mid_block_type"},
         {R"({"cross_attention_dim": [768, 768, 768, 1024]})", kUnsupported, "unet: cross_attention_dim"},
         {R"({"layers_per_block": [1, 2, 2, 2]})", kUnsupported, "unet: layers_per_block"},
         {R"({"addition_embed_type": "text_image"})", kUnsupported, "unet: addition_embed_type"},
         {R"({"addition_embed_type": "text_time", "addition_time_embed_dim": 256})", kMalformed,
          "projection_class_embeddings_input_dim: missing"},
         {R"({"addition_embed_type": "text_time", "projection_class_embeddings_input_dim": 2816})",
          kMalformed, "addition_time_embed_dim: missing"},
         {R"({"addition_embed_type": "text_time", "projection_class_embeddings_input_dim": 2816,
              "addition_time_embed_dim": 128})",
          kUnsupported, "unet: addition_time_embed_dim = 128"},
         {R"({"addition_embed_type": "text_time", "projection_class_embeddings_input_dim": 2816,
              "addition_time_embed_dim": 256, "num_class_embeds": 10})",
          kUnsupported, "unet: num_class_embeds beside addition_embed_type"},
         {R"({"projection_class_embeddings_input_dim": 2816})", kUnsupported,
          "unet: projection_class_embeddings_input_dim"},
         {R"({"class_embed_type": "timestep"})", kUnsupported, "unet: class_embed_type"},
         {R"({"num_class_embeds": -1})", kMalformed, "num_class_embeds"},
         {R"({"time_cond_proj_dim": "wide"})", kMalformed, "time_cond_proj_dim"},
         {R"({"only_cross_attention": [true, true, true]})", kMalformed, "only_cross_attention"},
         {R"({"only_cross_attention": 1})", kMalformed, "only_cross_attention"},
         {R"({"only_cross_attention": [true, true, true, 1]})", kMalformed, "only_cross_attention"},
         {R"({"mid_block_only_cross_attention": true})", kUnsupported, "unet: mid_block_only_cross"},
         {R"({"encoder_hid_dim": 1280})", kUnsupported, "unet: encoder_hid_dim"},
         {R"({"transformer_layers_per_block": [1, 1, 1]})", kMalformed, "transformer_layers_per_block"},
         {R"({"flip_sin_to_cos": false})", kUnsupported, "unet: flip_sin_to_cos"},
         {R"({"act_fn": "gelu"})", kUnsupported, "unet: act_fn"},
         {R"({"_class_name": "UNet2DModel"})", kUnsupported, "unet: _class_name"}});
    EXPECT_EQ(unetFromJson(json::array(), kSubject).error().code, kMalformed);
}

TEST(ConfigsJson, RefuseOtherControlNets) {
    expectRefusals<ControlNetConfig>(
        controlNetFromJson, sd1ControlNet(),
        {{R"({"_class_name": "ControlNetUnionModel"})", kUnsupported, "controlnet: _class_name"},
         {R"({"controlnet_conditioning_channel_order": "grb"})", kUnsupported,
          "controlnet: controlnet_conditioning_channel_order = grb"},
         {R"({"controlnet_conditioning_channel_order": 3})", kMalformed,
          "controlnet_conditioning_channel_order"},
         {R"({"conditioning_embedding_out_channels": []})", kMalformed, "conditioning_embedding_out"},
         {R"({"conditioning_embedding_out_channels": 16})", kMalformed, "conditioning_embedding_out"},
         {R"({"conditioning_embedding_out_channels": [16, 0]})", kMalformed, "conditioning_embedding_out"},
         {R"({"conditioning_channels": 0})", kMalformed, "conditioning_channels"},
         {R"({"global_pool_conditions": "yes"})", kMalformed, "global_pool_conditions"},
         {R"({"time_cond_proj_dim": 256})", kUnsupported, "controlnet: time_cond_proj_dim"},
         {R"({"encoder_hid_dim_type": "text_proj"})", kUnsupported, "controlnet: encoder_hid_dim_type"},
         {R"({"block_out_channels": [320, 640]})", kMalformed, "down_block_types"}});
}

TEST(ConfigsJson, RefuseOtherVaes) {
    expectRefusals<VaeConfig>(
        vaeFromJson, sd15Vae(),
        {{R"({"latent_channels": "4"})", kMalformed, "latent_channels"},
         {R"({"scaling_factor": 0})", kMalformed, "scaling_factor"},
         {R"({"down_block_types": ["DownEncoderBlock2D"]})", kMalformed, "down_block_types"},
         {R"({"layers_per_block": 0})", kMalformed, "layers_per_block"},
         {R"({"out_channels": 4})", kUnsupported, "vae: out_channels"},
         {R"({"latents_mean": [0, 0, 0, 0]})", kUnsupported, "vae: latents_mean"},
         {R"({"_class_name": "VQModel"})", kUnsupported, "vae: _class_name"}});
}

TEST(ConfigsJson, RefuseOtherTextEncoders) {
    expectRefusals<TextEncoderConfig>(
        textEncoderFromJson, sd15TextEncoder(),
        {{R"({"hidden_size": 770})", kMalformed, "num_attention_heads"},
         {R"({"vocab_size": 0})", kMalformed, "vocab_size"},
         {R"({"hidden_act": "relu"})", kUnsupported, "text_encoder: hidden_act"},
         {R"({"architectures": "CLIPTextModel"})", kMalformed, "architectures"},
         {R"({"architectures": ["CLIPTextModelWithProjection"], "projection_dim": 0})", kMalformed,
          "projection_dim"},
         {R"({"skipped_layers": 13})", kMalformed, "skipped_layers"},
         {R"({"model_type": "t5"})", kUnsupported, "text_encoder: model_type"}});
}

TEST(ConfigsJson, RefuseOtherSchedulers) {
    expectRefusals<SchedulerConfig>(
        schedulerFromJson, sd15Scheduler(),
        {{R"({"_class_name": null})", kMalformed, "_class_name: missing"},
         {R"({"_class_name": "FlowMatchEulerDiscreteScheduler"})", kUnsupported, "scheduler: FlowMatchEuler"},
         {R"({"beta_schedule": "sigmoid"})", kUnsupported, "scheduler: beta_schedule = sigmoid"},
         {R"({"prediction_type": "flow_prediction"})", kUnsupported, "scheduler: prediction_type"},
         {R"({"trained_betas": [0.1, 0.2]})", kUnsupported, "scheduler: trained_betas"},
         {R"({"timestep_spacing": 3})", kMalformed, "timestep_spacing"},
         {R"({"beta_start": 0.5})", kMalformed, "beta_end"},
         {R"({"beta_start": -0.5})", kMalformed, "beta_start"},
         {R"({"num_train_timesteps": 1})", kMalformed, "num_train_timesteps"},
         {R"({"steps_offset": -1})", kMalformed, "steps_offset"}});
}

} // namespace
} // namespace latentbrush::catalogue
