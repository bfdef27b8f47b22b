#include "sampling/ddim_grid.h"

#include "sampling/spacings.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::sampling {

Grid ddimGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, int steps) {
    const NoiseSchedule schedule(config);
    const int stride = schedule.timesteps() / steps;
    const bool needsSignal = config.prediction == catalogue::PredictionType::Epsilon;
    const auto levelAt = [&](int timestep) {
        if (timestep < 0)
            return config.setAlphaToOne ? NoiseLevel{} : NoiseLevel::fromAlphaBar(schedule.alphaBars()[0]);
        const float alphaBar = schedule.alphaBars()[static_cast<std::size_t>(timestep)];
        if (alphaBar == 0 && needsSignal)
            return NoiseLevel::fromSigma(schedule.sigmas()[static_cast<std::size_t>(timestep)]);
        return NoiseLevel::fromAlphaBar(alphaBar);
    };
    Grid grid;
    for (const double spaced : spacedTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset)) {
        const int timestep = static_cast<int>(std::nearbyint(spaced));
        grid.steps.push_back({static_cast<double>(timestep), levelAt(timestep), levelAt(timestep - stride)});
    }
    return grid;
}

} // namespace latentbrush::sampling
