#include "supported_pairs.h"

#include "sampling/plan.h"

#include <algorithm>

namespace latentbrush {

bool isSupportedPair(Sampler sampler, Schedule schedule) {
    const auto schedules = sampling::supportedSchedules(sampler);
    return std::find(schedules.begin(), schedules.end(), schedule) != schedules.end();
}

} // namespace latentbrush
