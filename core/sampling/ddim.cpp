#include "sampling/ddim.h"

#include "sampling/predictions.h"

#include <cmath>

namespace latentbrush::sampling {

at::Tensor ddim(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor output = run.outputAt(latents, timestep, from);
        const at::Tensor clean = cleanEstimate(run.prediction, latents, output, from);
        const at::Tensor noise = noiseEstimate(run.prediction, latents, output, from);
        // formats.md 6.3: of the noise that stands at the next level, a part is drawn anew.
        const double ratio = from.signal / to.signal;
        const double fresh = run.eta * to.noise / from.noise * std::sqrt(1 - ratio * ratio);
        latents = to.signal * clean + std::sqrt(to.noise * to.noise - fresh * fresh) * noise;
        if (fresh > 0)
            latents = latents + run.noiseAt(i, latents) * fresh;
        run.finished(i, clean);
    }
    return latents;
}

} // namespace latentbrush::sampling
