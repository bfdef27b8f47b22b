#include "sampling/exploding.h"

#include "sampling/predictions.h"

namespace latentbrush::sampling {

at::Tensor cleanAt(const SamplerRun& run, const at::Tensor& state, const NoiseLevel& level, double timestep) {
    const at::Tensor latents = state * level.signal;
    const at::Tensor output = run.outputAt(latents, timestep, level);
    // Straight from the state: scaling it down and up again would only round twice.
    if (run.prediction == catalogue::PredictionType::Epsilon)
        return state - level.sigma() * output;
    return cleanEstimate(run.prediction, latents, output, level);
}

at::Tensor slopeAt(const SamplerRun& run, const at::Tensor& state, const at::Tensor& direction,
                   const NoiseLevel& from, const Probe& probe) {
    const at::Tensor there = state + direction * (probe.level.sigma() - from.sigma());
    return slope(there, cleanAt(run, there, probe.level, probe.timestep), probe.level);
}

} // namespace latentbrush::sampling
