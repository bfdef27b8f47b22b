#include "golden_file.h"
#include "networks/networks.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

namespace latentbrush::networks {
namespace {

using catalogue::Activation;
using catalogue::TextEncoderConfig;
using catalogue::UNetConfig;
using catalogue::VaeConfig;
using torch::jit::Module;

/// One of tests/golden/networks, made by diffusers and transformers (make_networks.py): the network that our
/// config describes must give the stored output for the stored inputs.
struct Row {
    std::string test;
    std::string file;
    Module (*build)();
    std::vector<std::string> inputs;
    std::string output;
    std::string method = "forward";
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.test;
}

Module sd1() {
    return buildUNet({.blockOutChannels = {8, 16, 24, 24},
                      .attention = {true, true, true, false},
                      .layersPerBlock = 2,
                      .heads = {4, 4, 4, 4},
                      .contextWidth = 24,
                      .normGroups = 8});
}
Module inpaint() {
    return buildUNet({.inChannels = 9,
                      .blockOutChannels = {16, 32},
                      .attention = {true, false},
                      .layersPerBlock = 1,
                      .transformerDepth = {1, 1},
                      .heads = {2, 2},
                      .contextWidth = 24,
                      .normGroups = 8});
}
Module linearProjection() {
    return buildUNet({.blockOutChannels = {8, 16, 24},
                      .attention = {false, true, true},
                      .layersPerBlock = 2,
                      .transformerDepth = {1, 2, 3},
                      .heads = {2, 4, 6},
                      .contextWidth = 20,
                      .linearProjection = true,
                      .normGroups = 4});
}
Module plainMiddle() {
    return buildUNet({.inChannels = 6,
                      .outChannels = 3,
                      .blockOutChannels = {16, 24},
                      .attention = {false, true},
                      .midAttention = false,
                      .layersPerBlock = 1,
                      .transformerDepth = {1, 1},
                      .heads = {2, 2},
                      .contextWidth = 16,
                      .normGroups = 8,
                      .normEpsilon = 1e-3});
}

/// SDXL in small.
Module vector() {
    return buildUNet({.blockOutChannels = {8, 16, 16},
                      .attention = {false, true, true},
                      .layersPerBlock = 1,
                      .transformerDepth = {1, 1, 2},
                      .heads = {1, 2, 4},
                      .contextWidth = 12,
                      .linearProjection = true,
                      .normGroups = 4,
                      .vectorWidth = 60});
}
/// The x4 upscaler in small.
Module table() {
    return buildUNet({.inChannels = 7,
                      .blockOutChannels = {8, 16, 16},
                      .attention = {false, true, true},
                      .layersPerBlock = 1,
                      .transformerDepth = {1, 1, 1},
                      .heads = {4, 4, 4},
                      .contextWidth = 12,
                      .linearProjection = true,
                      .normGroups = 4,
                      .onlyCrossAttention = {false, true, false},
                      .classCount = 20});
}
/// A full LCM in small.
Module guidance() {
    return buildUNet({.blockOutChannels = {8, 16},
                      .attention = {true, false},
                      .layersPerBlock = 1,
                      .transformerDepth = {1, 1},
                      .heads = {2, 2},
                      .contextWidth = 12,
                      .normGroups = 4,
                      .guidanceWidth = 10});
}

VaeConfig f8() {
    return {.blockOutChannels = {8, 16, 24, 24}, .layersPerBlock = 2, .normGroups = 8};
}
VaeConfig f4() {
    return {.latentChannels = 3,
            .blockOutChannels = {8, 16, 24},
            .layersPerBlock = 1,
            .normGroups = 4,
            .quantConv = false,
            .postQuantConv = false};
}
VaeConfig f2() {
    return {.blockOutChannels = {8, 16}, .layersPerBlock = 1, .normGroups = 8, .midAttention = false};
}

TextEncoderConfig text(Activation activation, int heads, double epsilon) {
    return {.vocabularySize = 99,
            .positions = 20,
            .width = 32,
            .layers = 3,
            .heads = heads,
            .feedForward = 64,
            .activation = activation,
            .normEpsilon = epsilon};
}
Module quickGelu() {
    return buildTextEncoder(text(Activation::QuickGelu, 4, 1e-5));
}
Module gelu() {
    return buildTextEncoder(text(Activation::Gelu, 2, 1e-3));
}

const std::vector<std::string> kUNetInputs{"sample", "timestep", "context"};
const std::vector<std::string> kWithY{"sample", "timestep", "context", "y"};
const std::vector<std::string> kWithGuidance{"sample", "timestep", "context", "guidance"};
const catalogue::TaesdConfig kTaesd{.width = 8};

const std::vector<Row> kRows{
    {"UNetLikeSd1", "unet_sd1", sd1, kUNetInputs, "sample"},
    {"UNetForInpaintingOddSize", "unet_inpaint_odd_size", inpaint, kUNetInputs, "sample"},
    {"UNetLinearProjection", "unet_linear", linearProjection, kUNetInputs, "sample"},
    {"UNetPlainMiddle", "unet_plain_middle", plainMiddle, kUNetInputs, "sample"},
    {"UNetWithVector", "unet_sdxl", vector, kWithY, "sample"},
    {"UNetWithVectorPerturbed", "unet_sdxl", vector, kWithY, "perturbed", "perturbed"},
    {"UNetWithTable", "unet_x4", table, kWithY, "sample"},
    {"UNetWithTablePerturbed", "unet_x4", table, kWithY, "perturbed", "perturbed"},
    {"UNetWithGuidance", "unet_lcm", guidance, kWithGuidance, "sample"},
    {"UNetWithGuidancePerturbed", "unet_lcm", guidance, kWithGuidance, "perturbed", "perturbed"},
    {"EncoderF8", "vae_f8", [] { return buildVaeEncoder(f8()); }, {"image"}, "moments"},
    {"DecoderF8", "vae_f8", [] { return buildVaeDecoder(f8()); }, {"latents"}, "image"},
    {"EncoderF4", "vae_f4_z3", [] { return buildVaeEncoder(f4()); }, {"image"}, "moments"},
    {"DecoderF4", "vae_f4_z3", [] { return buildVaeDecoder(f4()); }, {"latents"}, "image"},
    {"EncoderF2", "vae_f2_without_attention", [] { return buildVaeEncoder(f2()); }, {"image"}, "moments"},
    {"DecoderF2", "vae_f2_without_attention", [] { return buildVaeDecoder(f2()); }, {"latents"}, "image"},
    {"TaesdEncoder", "taesd", [] { return buildTaesdEncoder(kTaesd); }, {"image"}, "latents"},
    {"TaesdDecoder", "taesd", [] { return buildTaesdDecoder(kTaesd); }, {"latents"}, "image"},
    {"TextQuickGelu", "text_quick_gelu", quickGelu, {"ids"}, "hidden"},
    {"TextGelu", "text_gelu", gelu, {"ids"}, "hidden"},
};

class Golden : public testing::TestWithParam<Row> {};

TEST_P(Golden, EqualsDiffusers) {
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    const at::NoGradGuard noGrad;
    const auto& row = GetParam();
    const auto file = goldenFile(row.file);
    auto module = row.build();
    const auto loaded = loadWeights(module, file, "text_model.");
    ASSERT_TRUE(loaded) << loaded.error().subject << ' ' << loaded.error().detail;

    std::vector<c10::IValue> inputs;
    for (const auto& name : row.inputs)
        inputs.emplace_back(file.at("input." + name));
    const auto output = module.get_method(row.method)(inputs).toTensor();
    expectGolden(output, file.at("output." + row.output), row.output);
}

INSTANTIATE_TEST_SUITE_P(Networks, Golden, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.test; });

} // namespace
} // namespace latentbrush::networks
