#include "parameter_counts.h"

#include "networks/networks.h"

#include <numeric>

namespace latentbrush::cli {

namespace {

std::int64_t sumOf(const std::map<std::string, std::vector<std::int64_t>>& shapes) {
    std::int64_t sum = 0;
    for (const auto& [name, shape] : shapes)
        sum += std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>());
    return sum;
}

} // namespace

std::map<std::string, std::int64_t> parameterCounts(const catalogue::ModelManifest& manifest) {
    std::map<std::string, std::int64_t> counts;
    if (manifest.unet)
        counts["unet"] = sumOf(networks::unetShapes(*manifest.unet));
    if (manifest.vae)
        counts["vae"] = sumOf(networks::vaeEncoderShapes(*manifest.vae)) +
                        sumOf(networks::vaeDecoderShapes(*manifest.vae));
    if (manifest.textEncoder)
        counts["text_encoder"] = sumOf(networks::textEncoderShapes(*manifest.textEncoder));
    if (manifest.textEncoder2)
        counts["text_encoder_2"] = sumOf(networks::textEncoderShapes(*manifest.textEncoder2));
    return counts;
}

} // namespace latentbrush::cli
