#pragma once

#include "sampling/noise_schedule.h"

namespace latentbrush::sampling {

/// 'Align Your Steps' (Sabour et al. 2024): the ten timesteps optimised for Stable Diffusion 1, stretched to
/// other numbers of steps evenly in log σ, as the authors do. A single step lies at the first.
std::vector<double> alignedSigmas(const NoiseSchedule& schedule, int steps);

} // namespace latentbrush::sampling
