#pragma once

#include "sampling/noise_schedule.h"

namespace latentbrush::sampling {

/// What the steps were optimised for.
enum class AlignedFor { StableDiffusion1, StableDiffusionXl };

/// 'Align Your Steps' (Sabour et al. 2024): the ten timesteps optimised for a family (formats.md 6.2),
/// stretched to other numbers of steps evenly in log σ, as the authors do. A single step lies at the first.
std::vector<double> alignedSigmas(const NoiseSchedule& schedule, AlignedFor family, int steps);

} // namespace latentbrush::sampling
