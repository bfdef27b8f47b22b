#include "sampling/lcm.h"

#include "sampling/predictions.h"

#include <cmath>
#include <stdexcept>

namespace latentbrush::sampling {

at::Tensor lcm(const SamplerRun& run, const at::Tensor& unitNoise) {
    constexpr double kTimestepScaling = 10;
    constexpr double kDataDeviation = 0.5;
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor estimate =
            cleanEstimate(run.prediction, latents, run.outputAt(latents, timestep, from), from);
        const double scaled = timestep * kTimestepScaling;
        const double reach = std::hypot(scaled, kDataDeviation);
        const double skip = kDataDeviation * kDataDeviation / (reach * reach);
        const at::Tensor clean = (scaled / reach) * estimate + skip * latents;
        latents = clean;
        if (to.noise > 0)
            latents = to.signal * clean + to.noise * run.noiseAt(i, latents);
        run.finished(i, clean);
    }
    return latents;
}

Grid lcmGrid(const catalogue::SchedulerConfig& config, int steps) {
    const NoiseSchedule schedule(config);
    const int stride = schedule.timesteps() / kLcmMostSteps;
    if (steps < 1 || steps > kLcmMostSteps || stride < 1)
        throw std::invalid_argument("a latent consistency model takes 1 to 50 steps");
    Grid grid;
    for (int j = 0; j < steps; ++j) {
        // In floating point, as numpy's linspace and floor.
        const int skipped = static_cast<int>(std::floor(j * (static_cast<double>(kLcmMostSteps) / steps)));
        const int timestep = (kLcmMostSteps - skipped) * stride - 1;
        const NoiseLevel level = schedule.levelAt(timestep, config.prediction);
        if (j > 0)
            grid.steps.back().to = level;
        grid.steps.push_back({static_cast<double>(timestep), level, NoiseLevel{}});
    }
    return grid;
}

} // namespace latentbrush::sampling
