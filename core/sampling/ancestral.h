#pragma once

#include <cmath>

namespace latentbrush::sampling {

/// An ancestral step from σ to σ' < σ goes deterministically to `down` and adds noise of deviation `up`:
/// down² + up² = σ'² (formats.md 6.3, η = 1).
struct AncestralSplit {
    double down = 0;
    double up = 0;
};

/// up = σ'·√((σ² − σ'²)/σ²), which leaves down = σ'²/σ.
inline AncestralSplit ancestralSplit(double sigma, double nextSigma) {
    const double ratio = nextSigma / sigma;
    return {nextSigma * ratio, nextSigma * std::sqrt(1 - ratio * ratio)};
}

} // namespace latentbrush::sampling
