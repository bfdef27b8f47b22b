#include "sampling/dpmpp_2s_ancestral.h"

#include "sampling/ancestral.h"
#include "sampling/exploding.h"

namespace latentbrush::sampling {

namespace {

/// (σ'/σ)·x̂ − expm1(−h)·z with e^{−h} = σ'/σ.
at::Tensor exponentialStep(const at::Tensor& state, const at::Tensor& clean, double from, double to) {
    return clean + (to / from) * (state - clean);
}

} // namespace

at::Tensor dpmPp2SAncestral(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const auto [down, up] = ancestralSplit(from.sigma(), to.sigma());
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        at::Tensor serving = clean;
        if (i < run.grid.probes.size()) {
            const auto& [middle, level] = run.grid.probes[i];
            const at::Tensor there = exponentialStep(state, clean, from.sigma(), level.sigma());
            serving = cleanAt(run, there, level, middle);
        }
        state = exponentialStep(state, serving, from.sigma(), down);
        if (up > 0)
            state = state + run.noiseAt(i, state) * up;
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
