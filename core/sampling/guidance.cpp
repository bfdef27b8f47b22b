#include "sampling/guidance.h"

#include <utility>

namespace latentbrush::sampling {

bool needsUnconditional(double scale) {
    return scale != 1;
}

at::Tensor guided(const at::Tensor& outputs, double scale) {
    const std::vector<at::Tensor> halves = outputs.to(at::kFloat).chunk(2);
    return halves[0] + scale * (halves[1] - halves[0]);
}

at::Tensor combined(const at::Tensor& unconditional, const std::vector<at::Tensor>& conditional,
                    const std::vector<double>& weights, double scale) {
    const auto base = unconditional.to(at::kFloat);
    auto result = base;
    for (std::size_t i = 0; i < conditional.size(); ++i)
        result = result + (scale * weights.at(i)) * (conditional[i].to(at::kFloat) - base);
    return result;
}

at::Tensor rescaled(const at::Tensor& guided, const at::Tensor& conditional, double share) {
    const auto spread = [](const at::Tensor& output) {
        return output.to(at::kFloat).flatten(1).std(1).view({-1, 1, 1, 1});
    };
    const auto restored = guided * (spread(conditional) / spread(guided));
    return share * restored + (1 - share) * guided;
}

Denoise withGuidance(double scale, Denoise network) {
    if (!needsUnconditional(scale))
        return network;
    return [scale, network = std::move(network)](const at::Tensor& latents, double timestep) {
        return guided(network(at::cat({latents, latents}), timestep), scale);
    };
}

} // namespace latentbrush::sampling
