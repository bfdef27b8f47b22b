#include "sampling/dpm2.h"

#include "sampling/exploding.h"

namespace latentbrush::sampling {

at::Tensor dpm2(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        at::Tensor direction = slope(state, clean, from);
        if (i < run.grid.probes.size())
            direction = slopeAt(run, state, direction, from, run.grid.probes[i]);
        state = state + direction * (to.sigma() - from.sigma());
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
