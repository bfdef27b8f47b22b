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
         {R"({"addition_embed_type": "text_time"})", kUnsupported, "unet: addition_embed_type"},
         {R"({"class_embed_type": "timestep"})", kUnsupported, "unet: class_embed_type"},
         {R"({"num_class_embeds": 1000})", kUnsupported, "unet: num_class_embeds"},
         {R"({"time_cond_proj_dim": 256})", kUnsupported, "unet: time_cond_proj_dim"},
         {R"({"only_cross_attention": [true, true, true, false]})", kUnsupported,
          "unet: only_cross_attention"},
         {R"({"flip_sin_to_cos": false})", kUnsupported, "unet: flip_sin_to_cos"},
         {R"({"act_fn": "gelu"})", kUnsupported, "unet: act_fn"},
         {R"({"_class_name": "UNet2DModel"})", kUnsupported, "unet: _class_name"}});
    EXPECT_EQ(unetFromJson(json::array(), kSubject).error().code, kMalformed);
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
