#include "sampling/dpmpp_3m_sde.h"

#include "sampling/exploding.h"

#include <cmath>
#include <utility>

namespace latentbrush::sampling {

namespace {

/// An estimate and how far, in log σ, its step went.
struct Past {
    at::Tensor clean;
    double h = 0;
};

/// What the estimates before this one add, for a step of H = 2h.
at::Tensor correction(const at::Tensor& clean, double h, const Past& last, const Past& before) {
    const double whole = 2 * h;
    const double second = std::expm1(-whole) / whole + 1;
    const double r0 = last.h / h;
    const at::Tensor slope = (clean - last.clean) / r0;
    if (!before.clean.defined())
        return second * slope;
    const double r1 = before.h / h;
    const at::Tensor bend = slope - (last.clean - before.clean) / r1;
    const double third = second / whole - 0.5;
    return second * (slope + bend * (r0 / (r0 + r1))) - third * (bend / (r0 + r1));
}

} // namespace

at::Tensor dpmPp3MSde(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    Past last;
    Past before;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        if (to.sigma() == 0) {
            state = clean;
        } else {
            const double h = std::log(from.sigma() / to.sigma());
            state = std::exp(-2 * h) * state - std::expm1(-2 * h) * clean;
            if (last.clean.defined())
                state = state + correction(clean, h, last, before);
            state = state + run.noiseAt(i, state) * (to.sigma() * std::sqrt(-std::expm1(-2 * h)));
            before = std::exchange(last, {clean, h});
        }
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
