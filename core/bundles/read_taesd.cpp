#include "bundles/read_taesd.h"

#include "bundles/placement.h"
#include "bundles/weight_views.h"
#include "networks/networks.h"

#include <charconv>

namespace latentbrush::bundles {

namespace {

constexpr std::string_view kDiffusers = "decoder.layers.";

/// "3.conv.0.weight" → "decoder.layers.2.conv.0.weight": diffusers does not count the clamp.
std::string inDiffusers(const std::string& name) {
    int number = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (problem != std::errc() || number < 1)
        return name;
    return std::string(kDiffusers)
        .append(std::to_string(number - 1))
        .append(end, static_cast<std::size_t>(name.data() + name.size() - end));
}

tensors::StateDict weightsOf(const weights::WeightFile& file) {
    tensors::StateDict views;
    addViews(file, views);
    tensors::StateDict weights;
    for (const auto& [name, tensor] : views)
        weights.emplace(inDiffusers(name), tensor);
    return weights;
}

/// Blocks stand in a row before each enlarging.
catalogue::TaesdConfig configOf(const tensors::StateDict& weights) {
    catalogue::TaesdConfig config;
    const auto layer = [&](int index) { return std::string(kDiffusers) + std::to_string(index); };
    const auto first = weights.find(layer(0) + ".weight");
    if (first == weights.end() || first->second.dim() != 4)
        return config;
    config.width = static_cast<int>(first->second.size(0));
    config.latentChannels = static_cast<int>(first->second.size(1));
    config.blocks = 0;
    while (weights.contains(layer(2 + config.blocks) + ".conv.0.weight"))
        ++config.blocks;
    return config;
}

} // namespace

Result<torch::jit::Module> readTaesdDecoder(const std::filesystem::path& path, const LoadedModel& model) {
    const auto file = weights::WeightFile::open(path);
    if (!file)
        return failure(file);
    const auto weights = weightsOf(*file);
    const auto config = configOf(weights);
    const auto& latents = model.manifest.latents;
    if (config.latentChannels != latents.channels || 1 << (config.levels - 1) != latents.downscale)
        return failure(ErrorCode::AddOnMisfit, path.string(), "decodes other latents");
    auto decoder = networks::buildTaesdDecoder(config);
    if (const auto loaded = networks::loadWeights(decoder, weights); !loaded)
        return failure(ErrorCode::AddOnMisfit, path.string(), "no TAESD: " + loaded.error().subject);
    place(decoder, model.device, model.dtype);
    return decoder;
}

} // namespace latentbrush::bundles
