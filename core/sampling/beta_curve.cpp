#include "sampling/beta_curve.h"

#include <cmath>
#include <limits>

namespace latentbrush::sampling {

namespace {

/// The share of Beta(a, a) below x ≤ ½: x^a/B(a, a) · Σ (1−a)_n/n! · xⁿ/(a+n), whose terms halve at least.
double shareBelow(double x, double a) {
    double factor = 1;
    double sum = 0;
    for (int n = 0; n < std::numeric_limits<double>::digits; ++n) {
        sum += factor / (a + n);
        factor *= (1 - a + n) / (n + 1) * x;
    }
    return std::pow(x, a) * sum * std::tgamma(2 * a) / (std::tgamma(a) * std::tgamma(a));
}

} // namespace

double symmetricBetaQuantile(double share, double shape) {
    if (share > 0.5)
        return 1 - symmetricBetaQuantile(1 - share, shape);
    double low = 0;
    double high = 0.5;
    while (true) {
        const double middle = (low + high) / 2;
        if (middle <= low || middle >= high)
            return middle;
        (shareBelow(middle, shape) < share ? low : high) = middle;
        if (high - low < 1e-16)
            return middle;
    }
}

std::vector<double> betaSigmas(double sigmaMax, double sigmaMin, int steps) {
    constexpr double kShape = 0.6;
    std::vector<double> sigmas;
    for (int i = 0; i < steps; ++i) {
        const double ramp = steps > 1 ? static_cast<double>(i) / (steps - 1) : 0;
        sigmas.push_back(sigmaMin + symmetricBetaQuantile(1 - ramp, kShape) * (sigmaMax - sigmaMin));
    }
    return sigmas;
}

} // namespace latentbrush::sampling
