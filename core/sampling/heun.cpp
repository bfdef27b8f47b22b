#include "sampling/heun.h"

#include "sampling/exploding.h"

namespace latentbrush::sampling {

at::Tensor heun(const SamplerRun& run, const at::Tensor& unitNoise) {
    const auto& steps = run.grid.steps;
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& [timestep, from, to] = steps[i];
        const double width = to.sigma() - from.sigma();
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        at::Tensor direction = slope(state, clean, from);
        if (i + 1 < steps.size()) {
            const at::Tensor ahead = state + direction * width;
            const at::Tensor cleanAhead = cleanAt(run, ahead, to, steps[i + 1].timestep);
            direction = (direction + slope(ahead, cleanAhead, to)) / 2;
        }
        state = state + direction * width;
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
