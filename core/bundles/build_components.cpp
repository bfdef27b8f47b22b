#include "bundles/build_components.h"

#include "networks/networks.h"

#include <iterator>

namespace latentbrush::bundles {

namespace {

// A new module's numbers are not yet written: in another dtype they are made anew rather than converted.
void setEmpty(torch::jit::Module& module, at::ScalarType dtype) {
    for (auto parameter : module.parameters()) {
        parameter.set_requires_grad(false);
        if (parameter.scalar_type() != dtype)
            parameter.set_data(at::empty(parameter.sizes(), dtype));
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
    auto textConfig = *manifest.textEncoder;
    textConfig.layers -= manifest.textEncoderLayer.value_or(0);
    auto text = built(networks::buildTextEncoder(textConfig), weights.text, weights.textPrefix, dtype, stop);
    if (!text)
        return failure(text);
    auto unet = built(networks::buildUNet(*manifest.unet), weights.unet, weights.unetPrefix, dtype, stop);
    if (!unet)
        return failure(unet);
    auto encoder =
        built(networks::buildVaeEncoder(*manifest.vae), weights.vae, weights.vaePrefix, dtype, stop);
    if (!encoder)
        return failure(encoder);
    auto decoder =
        built(networks::buildVaeDecoder(*manifest.vae), weights.vae, weights.vaePrefix, dtype, stop);
    if (!decoder)
        return failure(decoder);
    return Components{std::move(*text), std::move(*unet), std::move(*encoder), std::move(*decoder)};
}

} // namespace latentbrush::bundles
