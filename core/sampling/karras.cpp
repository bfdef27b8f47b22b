#include "sampling/karras.h"

#include <cmath>

namespace latentbrush::sampling {

std::vector<double> karrasSigmas(double sigmaMax, double sigmaMin, int steps) {
    constexpr double kRho = 7;
    const double high = std::pow(sigmaMax, 1 / kRho);
    const double low = std::pow(sigmaMin, 1 / kRho);
    std::vector<double> sigmas;
    for (int i = 0; i < steps; ++i) {
        const double ramp = steps > 1 ? static_cast<double>(i) / (steps - 1) : 0;
        sigmas.push_back(std::pow(high + ramp * (low - high), kRho));
    }
    return sigmas;
}

} // namespace latentbrush::sampling
