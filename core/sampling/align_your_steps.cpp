#include "sampling/align_your_steps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::sampling {

namespace {

using Timesteps = std::array<double, 10>;
constexpr Timesteps kForSd1{999, 850, 736, 645, 545, 455, 343, 233, 124, 24};
constexpr Timesteps kForSdxl{999, 845, 730, 587, 443, 310, 193, 116, 53, 13};

} // namespace

std::vector<double> alignedSigmas(const NoiseSchedule& schedule, AlignedFor family, int steps) {
    const auto& timesteps = family == AlignedFor::StableDiffusionXl ? kForSdxl : kForSd1;
    const double stretch = (schedule.timesteps() - 1) / timesteps.front();
    std::vector<double> sigmas;
    for (int i = 0; i < steps; ++i) {
        const double position = steps > 1 ? (timesteps.size() - 1.0) * i / (steps - 1) : 0;
        const auto before = std::min(static_cast<std::size_t>(position), timesteps.size() - 2);
        const double weight = position - static_cast<double>(before);
        sigmas.push_back(std::exp((1 - weight) * schedule.logSigmaAt(timesteps[before] * stretch) +
                                  weight * schedule.logSigmaAt(timesteps[before + 1] * stretch)));
    }
    return sigmas;
}

} // namespace latentbrush::sampling
