#include "pipeline/networks_in_use.h"

#include "pipeline/tiled_decode.h"

#include <c10/util/ScopeExit.h>

namespace latentbrush::pipeline {

namespace {

at::Tensor forNetwork(const bundles::LoadedModel& model, const at::Tensor& tensor, at::ScalarType dtype) {
    return tensor.to(model.device, dtype).contiguous(at::MemoryFormat::ChannelsLast);
}

void setDtype(torch::jit::Module& module, at::ScalarType dtype) {
    const c10::InferenceMode off(false);
    const at::NoGradGuard noGrad;
    for (auto parameter : module.parameters())
        parameter.set_data(parameter.to(dtype));
}

/// Large pictures, by a decoder that is built as we build them.
bool decodesInStrips(const bundles::LoadedModel& model, const at::Tensor& latents) {
    const std::int64_t edge = model.manifest.latents.downscale;
    const auto pixels = latents.size(2) * latents.size(3) * edge * edge;
    return pixels > kPixelsInOnePiece && model.manifest.vae && model.components.vaeDecoder.hasattr("decoder");
}

at::Tensor decodeIn(bundles::LoadedModel& model, const at::Tensor& latents, at::ScalarType dtype) {
    const auto input = forNetwork(model, latents, dtype);
    if (decodesInStrips(model, latents))
        return tiledDecode(model.components.vaeDecoder, *model.manifest.vae, input).to(at::kFloat);
    return model.components.vaeDecoder.forward({input}).toTensor().to(at::kFloat);
}

/// In the model's dtype, or where that overflows, known before or by what it gives, in fp32: `run` has the
/// module in the dtype that it gets. There and back is exact, so that the next picture finds the same network
/// as this one did.
template <class Run>
at::Tensor withoutOverflow(bundles::LoadedModel& model, torch::jit::Module& module, const Run& run) {
    const bool overflows = model.manifest.vae && model.manifest.vae->forceUpcast;
    if (!overflows || model.dtype == at::kFloat) {
        auto result = run(model.dtype);
        if (model.dtype == at::kFloat || result.isfinite().all().template item<bool>())
            return result;
    }
    const auto restore = c10::make_scope_exit([&] { setDtype(module, model.dtype); });
    setDtype(module, at::kFloat);
    return run(at::kFloat);
}

} // namespace

at::Tensor encodePicture(bundles::LoadedModel& model, const at::Tensor& picture) {
    const auto& facts = model.manifest.latents;
    auto& encoder = model.components.vaeEncoder;
    const auto moments = withoutOverflow(model, encoder, [&](at::ScalarType dtype) {
        return encoder.forward({forNetwork(model, picture, dtype)}).toTensor().to(at::kFloat);
    });
    const auto mean = moments.narrow(1, 0, facts.channels).to(at::kFloat);
    return (mean - facts.shift) * facts.scale;
}

at::Tensor decodeLatents(bundles::LoadedModel& model, const at::Tensor& latents) {
    const auto& facts = model.manifest.latents;
    const auto input = latents / facts.scale + facts.shift;
    return withoutOverflow(model, model.components.vaeDecoder,
                           [&](at::ScalarType dtype) { return decodeIn(model, input, dtype); });
}

at::Tensor emptySurroundings(bundles::LoadedModel& model, std::int64_t height, std::int64_t width) {
    const auto& manifest = model.manifest;
    const auto channels = manifest.latents.channels;
    if (manifest.concat == catalogue::Concat::None)
        return {};
    const auto mask = torch::ones({1, 1, height, width}, model.device);
    const auto edge = manifest.latents.downscale;
    auto latents = torch::zeros({1, channels, height, width}, model.device);
    if (manifest.emptyMaskedLatents == catalogue::EmptyMaskedLatents::Encoded)
        latents = encodePicture(model, torch::zeros({1, 3, height * edge, width * edge}));
    return at::cat({mask, latents}, 1);
}

} // namespace latentbrush::pipeline
