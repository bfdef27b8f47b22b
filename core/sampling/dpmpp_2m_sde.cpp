#include "sampling/dpmpp_2m_sde.h"

#include "sampling/predictions.h"

#include <cmath>

namespace latentbrush::sampling {

at::Tensor dpmPp2MSde(const SamplerRun& run, const at::Tensor& unitNoise) {
    const auto& steps = run.grid.steps;
    const auto lambda = [](const NoiseLevel& level) { return -std::log(level.sigma()); };
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    at::Tensor lastClean;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& [timestep, from, to] = steps[i];
        const at::Tensor clean =
            cleanEstimate(run.prediction, latents, run.outputAt(latents, timestep, from), from);
        const double h = lambda(to) - lambda(from);
        at::Tensor extrapolated = clean;
        if (i > 0 && i + 1 < steps.size()) {
            const double lastH = lambda(from) - lambda(steps[i - 1].from);
            extrapolated = clean + (h / lastH / 2) * (clean - lastClean);
        }
        const double freshShare = -std::expm1(-2 * h);
        latents = (to.noise / from.noise * std::exp(-h)) * latents + (to.signal * freshShare) * extrapolated;
        if (to.noise > 0)
            latents = latents + run.noiseAt(i, latents) * (to.noise * std::sqrt(freshShare));
        lastClean = clean;
        run.finished(i, clean);
    }
    return latents;
}

} // namespace latentbrush::sampling
