#pragma once

#include <vector>

namespace latentbrush::sampling {

/// 'Beta Sampling is All You Need' (Lee et al. 2024) with α = β = 0.6: σ_i = σmin + Q(1 − i/(N−1))·(σmax −
/// σmin) with the quantiles Q of that beta distribution: dense at both ends. A single step lies at σmax.
std::vector<double> betaSigmas(double sigmaMax, double sigmaMin, int steps);

/// The quantile of the symmetric beta distribution Beta(shape, shape), share in [0, 1].
double symmetricBetaQuantile(double share, double shape);

} // namespace latentbrush::sampling
