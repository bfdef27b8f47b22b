#include "round_trip.h"

#include "base/value_or_throw.h"
#include "bundles/load_model.h"

namespace latentbrush::score {

namespace {

image::Image imageOf(const at::Tensor& pixels) {
    const auto bytes = pixels[0].permute({1, 2, 0}).add(1).mul(127.5).round().clamp(0, 255);
    const auto rows = bytes.to(at::kByte).contiguous();
    const auto* begin = rows.const_data_ptr<std::uint8_t>();
    return {static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0)), 3, {begin, begin + rows.numel()}};
}

} // namespace

struct RoundTrip::Private {
    bundles::ModelFiles files;
    bundles::Components components;
};

RoundTrip::RoundTrip(const std::filesystem::path& bundle) : m_private(std::make_unique<Private>()) {
    m_private->files = valueOrThrow(bundles::openModel(bundle));
    m_private->components = valueOrThrow(
        bundles::loadComponents(m_private->files, {.mayRunTorchScript = true}, bundles::KnownHashes({})));
    for (auto* module : {&m_private->components.vaeEncoder, &m_private->components.vaeDecoder})
        module->to(at::kFloat);
}

RoundTrip::~RoundTrip() = default;

image::Image RoundTrip::of(const picturebook::Drawing& drawing) const {
    const c10::InferenceMode inference;
    const auto bytes = at::tensor(at::ArrayRef<std::uint8_t>(drawing.rgb), at::kByte);
    const auto pixels = bytes.view({1, drawing.size, drawing.size, 3}).permute({0, 3, 1, 2}).to(at::kFloat);
    const auto moments = m_private->components.vaeEncoder.forward({pixels.div(127.5).sub(1)}).toTensor();
    const auto mean = moments.chunk(2, 1)[0];
    return imageOf(m_private->components.vaeDecoder.forward({mean}).toTensor());
}

image::Image RoundTrip::ofNoise(std::uint64_t seed) const {
    const c10::InferenceMode inference;
    const auto& manifest = m_private->files.manifest;
    const auto& facts = manifest.latents;
    const auto noise = at::randn(
        {1, facts.channels, manifest.nativeHeight / facts.downscale, manifest.nativeWidth / facts.downscale},
        at::detail::createCPUGenerator(seed));
    const auto latents = noise / facts.scale + facts.shift;
    return imageOf(m_private->components.vaeDecoder.forward({latents}).toTensor());
}

} // namespace latentbrush::score
