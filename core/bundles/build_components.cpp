#include "bundles/build_components.h"

#include "networks/networks.h"

#include <iterator>

namespace latentbrush::bundles {

namespace {

// Memory for a new module's numbers, in the format and order that they will be computed in.
void setEmpty(torch::jit::Module& module, at::ScalarType dtype) {
    constexpr auto kChannelsLast = at::MemoryFormat::ChannelsLast;
    for (auto parameter : module.parameters()) {
        parameter.set_requires_grad(false);
        auto options = at::TensorOptions(dtype);
        if (parameter.dim() == 4)
            options = options.memory_format(kChannelsLast);
        parameter.set_data(at::empty(parameter.sizes(), options));
    }
}

// Part by part, two levels deep, so that a stop is soon.
Result<> fill(torch::jit::Module module, const tensors::StateDict& weights, const std::string& prefix,
              const StopToken& stop, int levels = 2) {
    if (stop.stopNow())
        return failure(ErrorCode::Cancelled);
    const auto children = module.named_children();
    const bool hasOwn = module.named_parameters(/*recurse=*/false).size() > 0;
    if (levels == 0 || hasOwn || children.size() == 0)
        return networks::loadWeights(module, weights, prefix);
    for (const auto& child : children)
        if (const auto filled = fill(child.value, weights, prefix + child.name + ".", stop, levels - 1);
            !filled)
            return filled;
    return {};
}

Result<torch::jit::Module> built(torch::jit::Module module, const tensors::StateDict& weights,
                                 const std::string& prefix, at::ScalarType dtype, const StopToken& stop) {
    setEmpty(module, dtype);
    if (const auto filled = fill(module, weights, prefix, stop); !filled)
        return failure(filled);
    return module;
}

} // namespace

Result<Components> buildComponents(const catalogue::ModelManifest& manifest, const NetworkWeights& weights,
                                   at::ScalarType dtype, const StopToken& stop) {
    if (!manifest.unet || !manifest.vae || !manifest.textEncoder)
        return failure(ErrorCode::UnsupportedModel, manifest.name, "no configs to build networks from");
    const at::NoGradGuard noGrad;
    constexpr auto kShaped = networks::Parameters::Shaped;
    auto textConfig = *manifest.textEncoder;
    textConfig.layers -= manifest.textEncoderLayer.value_or(0);
    auto text =
        built(networks::buildTextEncoder(textConfig, kShaped), weights.text, weights.textPrefix, dtype, stop);
    if (!text)
        return failure(text);
    auto unet =
        built(networks::buildUNet(*manifest.unet, kShaped), weights.unet, weights.unetPrefix, dtype, stop);
    if (!unet)
        return failure(unet);
    auto encoder =
        built(networks::buildVaeEncoder(*manifest.vae, kShaped), weights.vae, weights.vaePrefix, dtype, stop);
    if (!encoder)
        return failure(encoder);
    auto decoder =
        built(networks::buildVaeDecoder(*manifest.vae, kShaped), weights.vae, weights.vaePrefix, dtype, stop);
    if (!decoder)
        return failure(decoder);
    Components components{std::move(*text), std::move(*unet), std::move(*encoder), std::move(*decoder)};
    if (!manifest.textEncoder2)
        return components;
    auto text2 = built(networks::buildTextEncoder(*manifest.textEncoder2, kShaped), weights.text2,
                       weights.text2Prefix, dtype, stop);
    if (!text2)
        return failure(text2);
    components.textEncoder2 = std::move(*text2);
    return components;
}

} // namespace latentbrush::bundles
