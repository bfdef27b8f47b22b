#include "tiny_bundle.h"

#include "base/files.h"
#include "base/sha256.h"
#include "networks/networks.h"
#include "tensors/state_dict.h"

#include <gtest/gtest.h>

namespace latentbrush::bundles {

namespace fs = std::filesystem;

catalogue::ModelManifest tinyManifest(bool inpainting) {
    catalogue::ModelManifest manifest;
    manifest.name = "tiny";
    manifest.family = "starter";
    manifest.licence = "MIT";
    manifest.latents = {.channels = 4, .downscale = 4, .scale = 0.5, .shift = 0};
    manifest.nativeWidth = manifest.nativeHeight = 64;
    manifest.precision = "fp16";
    if (inpainting)
        manifest.concat = catalogue::Concat::MaskMaskedImage;
    manifest.unet = catalogue::UNetConfig{.inChannels = inpainting ? 9 : 4,
                                          .blockOutChannels = {16, 32},
                                          .attention = {true, false},
                                          .layersPerBlock = 1,
                                          .transformerDepth = {1, 1},
                                          .heads = {4, 4},
                                          .contextWidth = 32,
                                          .normGroups = 8,
                                          .sampleSize = 16};
    manifest.vae = catalogue::VaeConfig{
        .blockOutChannels = {8, 16, 16}, .layersPerBlock = 1, .normGroups = 4, .scalingFactor = 0.5};
    manifest.textEncoder = catalogue::TextEncoderConfig{
        .vocabularySize = 540, .width = 32, .layers = 2, .heads = 4, .feedForward = 64};
    return manifest;
}

Components tinyComponents(const catalogue::ModelManifest& manifest) {
    Components components{networks::buildTextEncoder(*manifest.textEncoder),
                          networks::buildUNet(*manifest.unet), networks::buildVaeEncoder(*manifest.vae),
                          networks::buildVaeDecoder(*manifest.vae)};
    const at::NoGradGuard noGrad;
    std::uint64_t seed = 1;
    for (auto* module :
         {&components.textEncoder, &components.unet, &components.vaeEncoder, &components.vaeDecoder}) {
        networks::initialise(*module, seed++);
        // Layers that training starts from zero would make the network say nothing. Through fp16, so that
        // what is stored in it compares equal.
        for (const auto& parameter : module->parameters()) {
            if (parameter.dim() > 1 && parameter.abs().max().item<float>() == 0)
                parameter.normal_(0, 0.05);
            parameter.copy_(parameter.to(at::kHalf));
        }
    }
    return components;
}

void writeTinyStarter(const fs::path& folder, const catalogue::ModelManifest& manifest,
                      const Components& components) {
    tensors::StateDict weights;
    const std::pair<const char*, const torch::jit::Module*> parts[] = {
        {"text_encoder.", &components.textEncoder},
        {"unet.", &components.unet},
        {"vae.", &components.vaeEncoder},
        {"vae.", &components.vaeDecoder}};
    for (const auto& [prefix, module] : parts)
        for (const auto& [name, tensor] : networks::stateOf(*module))
            weights[prefix + name] = tensor.detach().to(at::kHalf).contiguous();
    fs::create_directories(folder);
    fs::copy(tinyTokenizer(), folder / "tokenizer", fs::copy_options::recursive);
    auto described = manifest;
    const auto shards = tensors::writeShards(folder, "weights", weights, 400'000).value();
    for (const auto& file : shards)
        described.weights.push_back({file, sha256OfFile(folder / file).value()});
    ASSERT_GE(described.weights.size(), 2u);
    ASSERT_TRUE(writeWhole(folder / "model.json", catalogue::toJson(described).dump(), IfExists::Replace));
}

fs::path tinyTokenizer() {
    return fs::path(LATENTBRUSH_GOLDEN) / "tiny_sd" / "tokenizer";
}

} // namespace latentbrush::bundles
