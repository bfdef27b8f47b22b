#pragma once

#include <vector>

namespace latentbrush::sampling {

/// Even steps in log σ from σmax to σmin. A single step lies at σmax.
std::vector<double> exponentialSigmas(double sigmaMax, double sigmaMin, int steps);

} // namespace latentbrush::sampling
