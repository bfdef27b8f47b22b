#include "sampling/align_your_steps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::sampling {

std::vector<double> alignedSigmas(const NoiseSchedule& schedule, int steps) {
    constexpr std::array<double, 10> kTimesteps{999, 850, 736, 645, 545, 455, 343, 233, 124, 24};
    const double stretch = (schedule.timesteps() - 1) / kTimesteps.front();
    std::vector<double> sigmas;
    for (int i = 0; i < steps; ++i) {
        const double position = steps > 1 ? (kTimesteps.size() - 1.0) * i / (steps - 1) : 0;
        const auto before = std::min(static_cast<std::size_t>(position), kTimesteps.size() - 2);
        const double weight = position - static_cast<double>(before);
        sigmas.push_back(std::exp((1 - weight) * schedule.logSigmaAt(kTimesteps[before] * stretch) +
                                  weight * schedule.logSigmaAt(kTimesteps[before + 1] * stretch)));
    }
    return sigmas;
}

} // namespace latentbrush::sampling
