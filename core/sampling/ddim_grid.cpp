#include "sampling/ddim_grid.h"

#include "sampling/spacings.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::sampling {

Grid ddimGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, int steps) {
    const NoiseSchedule schedule(config);
    const int stride = schedule.timesteps() / steps;
    const auto levelAt = [&](int timestep) {
        if (timestep >= 0)
            return schedule.levelAt(timestep, config.prediction);
        return config.setAlphaToOne ? NoiseLevel{} : NoiseLevel::fromAlphaBar(schedule.alphaBars()[0]);
    };
    Grid grid;
    for (const double spaced : spacedTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset)) {
        const int timestep = static_cast<int>(std::nearbyint(spaced));
        grid.steps.push_back({static_cast<double>(timestep), levelAt(timestep), levelAt(timestep - stride)});
    }
    return grid;
}

} // namespace latentbrush::sampling
