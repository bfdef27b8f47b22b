#include "sampling/ddpm.h"

#include "sampling/predictions.h"
#include "sampling/spacings.h"

#include <cmath>

namespace latentbrush::sampling {

at::Tensor ddpm(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor clean =
            cleanEstimate(run.prediction, latents, run.outputAt(latents, timestep, from), from);
        const double rootAlpha = from.signal / to.signal;
        const double beta = 1 - rootAlpha * rootAlpha;
        const double noiseShare = to.noise * to.noise / (from.noise * from.noise);
        latents = (to.signal * beta / (from.noise * from.noise)) * clean + (rootAlpha * noiseShare) * latents;
        if (to.noise > 0)
            latents = latents + run.noiseAt(i, latents) * std::sqrt(beta * noiseShare);
        run.finished(i, clean);
    }
    return latents;
}

Grid ddpmGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, int steps) {
    const NoiseSchedule schedule(config);
    Grid grid;
    for (const double spaced : spacedTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset)) {
        const int timestep = static_cast<int>(std::nearbyint(spaced));
        const NoiseLevel level = schedule.levelAt(timestep, config.prediction);
        if (!grid.steps.empty())
            grid.steps.back().to = level;
        grid.steps.push_back({static_cast<double>(timestep), level, NoiseLevel{}});
    }
    return grid;
}

} // namespace latentbrush::sampling
