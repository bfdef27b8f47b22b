#include "sampling/ddim.h"

#include "sampling/predictions.h"

namespace latentbrush::sampling {

at::Tensor ddim(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor output = run.outputAt(latents, timestep, from);
        const at::Tensor clean = cleanEstimate(run.prediction, latents, output, from);
        const at::Tensor noise = noiseEstimate(run.prediction, latents, output, from);
        latents = to.signal * clean + to.noise * noise;
        run.finished(i, clean);
    }
    return latents;
}

} // namespace latentbrush::sampling
