#include "sampling/unipc.h"

#include "sampling/predictions.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::sampling {

namespace {

double lambdaOf(const NoiseLevel& level) {
    return -std::log(level.sigma());
}

/// A step from `from` to `to` with the estimates of z at `from` (clean) and one level before (older).
struct Leap {
    NoiseLevel from;
    NoiseLevel to;
    at::Tensor latents;
    at::Tensor clean;
    at::Tensor older;
    double olderLambda = 0;
    int order = 1;

    double h() const { return lambdaOf(to) - lambdaOf(from); }
    double b() const { return std::expm1(-h()); }
    /// Where the older level lies, in steps: negative.
    double ratio() const { return (olderLambda - lambdaOf(from)) / h(); }
    at::Tensor olderDifference() const { return (older - clean) / ratio(); }
    at::Tensor base() const { return (to.noise / from.noise) * latents - (to.signal * b()) * clean; }

    at::Tensor predicted() const {
        if (order == 1)
            return base();
        return base() - (to.signal * b() * 0.5) * olderDifference();
    }

    at::Tensor corrected(const at::Tensor& cleanThere) const {
        const at::Tensor difference = cleanThere - clean;
        if (order == 1)
            return base() - (to.signal * b() * 0.5) * difference;
        const auto [older, newer] = correctorWeights();
        return base() - (to.signal * b()) * (older * olderDifference() + newer * difference);
    }

    /// ρ of [[1, 1], [r, 1]]·ρ = b with b_i = φ_{i+1}(−h)·i!·(−h)/B (formats.md 6.3).
    std::array<double, 2> correctorWeights() const {
        const double step = -h();
        const double phi2 = b() / step - 1;
        const double phi3 = phi2 / step - 0.5;
        const double b1 = phi2 / b();
        const double b2 = 2 * phi3 / b();
        const double older = (b1 - b2) / (1 - ratio());
        return {older, b1 - older};
    }
};

} // namespace

at::Tensor uniPc(const SamplerRun& run, const at::Tensor& unitNoise) {
    const auto& steps = run.grid.steps;
    at::Tensor latents = unitNoise.to(at::kFloat) * run.grid.initialScale;
    Leap leap;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto& [timestep, from, to] = steps[i];
        const at::Tensor clean =
            cleanEstimate(run.prediction, latents, run.outputAt(latents, timestep, from), from);
        if (i > 0)
            latents = leap.corrected(clean);
        const int order = static_cast<int>(std::min({std::size_t{2}, i + 1, steps.size() - i}));
        const double olderLambda = i > 0 ? lambdaOf(leap.from) : 0;
        leap = {from, to, latents, clean, leap.clean, olderLambda, order};
        latents = leap.predicted();
        run.finished(i, clean);
    }
    return latents;
}

} // namespace latentbrush::sampling
