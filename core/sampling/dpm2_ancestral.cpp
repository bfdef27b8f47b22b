#include "sampling/dpm2_ancestral.h"

#include "sampling/ancestral.h"
#include "sampling/exploding.h"

namespace latentbrush::sampling {

at::Tensor dpm2Ancestral(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const auto [down, up] = ancestralSplit(from.sigma(), to.sigma());
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        at::Tensor direction = slope(state, clean, from);
        if (i < run.grid.probes.size())
            direction = slopeAt(run, state, direction, from, run.grid.probes[i]);
        state = state + direction * (down - from.sigma());
        if (up > 0)
            state = state + run.noiseAt(i, state) * up;
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
