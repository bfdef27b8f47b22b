#pragma once

#include "request/sampling.h"

namespace latentbrush {

/// Whether the engine has the sampler, and the schedule means something with it.
bool isSupportedPair(Sampler sampler, Schedule schedule);

} // namespace latentbrush
