#pragma once

#include <vector>

namespace latentbrush::sampling {

/// Karras et al. 2022, eq. 5 with ρ = 7: σ_i = (σmax^{1/7} + i/(N−1)·(σmin^{1/7} − σmax^{1/7}))⁷, i = 0 …
/// N−1. A single step lies at σmax.
std::vector<double> karrasSigmas(double sigmaMax, double sigmaMin, int steps);

} // namespace latentbrush::sampling
