#include "sampling/dpmpp_sde.h"

#include "sampling/ancestral.h"
#include "sampling/exploding.h"

#include <cmath>

namespace latentbrush::sampling {

at::Tensor dpmPpSde(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const double sigma = from.sigma();
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        if (i >= run.grid.probes.size()) {
            state = clean; // the end at σ = 0
            run.finished(i, clean);
            continue;
        }
        const auto& [middle, level] = run.grid.probes[i];
        const at::Tensor first = run.noiseAt(2 * i, state);
        const auto half = ancestralSplit(sigma, level.sigma());
        const at::Tensor there = clean + (half.down / sigma) * (state - clean) + half.up * first;
        const at::Tensor serving = cleanAt(run, there, level, middle);
        const double share = (sigma - level.sigma()) / (sigma - to.sigma());
        const at::Tensor whole =
            std::sqrt(share) * first + std::sqrt(1 - share) * run.noiseAt(2 * i + 1, state);
        const auto step = ancestralSplit(sigma, to.sigma());
        state = serving + (step.down / sigma) * (state - serving) + step.up * whole;
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
