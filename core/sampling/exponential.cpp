#include "sampling/exponential.h"

#include <cmath>

namespace latentbrush::sampling {

std::vector<double> exponentialSigmas(double sigmaMax, double sigmaMin, int steps) {
    const double high = std::log(sigmaMax);
    const double low = std::log(sigmaMin);
    std::vector<double> sigmas;
    for (int i = 0; i < steps; ++i) {
        const double ramp = steps > 1 ? static_cast<double>(i) / (steps - 1) : 0;
        sigmas.push_back(std::exp(high + ramp * (low - high)));
    }
    return sigmas;
}

} // namespace latentbrush::sampling
