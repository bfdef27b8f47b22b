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

Denoise withGuidance(double scale, Denoise network) {
    if (!needsUnconditional(scale))
        return network;
    return [scale, network = std::move(network)](const at::Tensor& latents, double timestep) {
        return guided(network(at::cat({latents, latents}), timestep), scale);
    };
}

} // namespace latentbrush::sampling
