#pragma once

#include "catalogue/configs.h"
#include "sampling/grid.h"

namespace latentbrush::sampling {

/// DDIMScheduler's grid: whole timesteps; each step goes to ᾱ at t − ⌊T/N⌋ whatever the spacing, so that with
/// linspace and trailing it may land beside the next step's own level. Below 0 lies ᾱ_0, or 1 with
/// setAlphaToOne. Throws std::invalid_argument unless 1 ≤ steps ≤ T.
Grid ddimGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, int steps);

} // namespace latentbrush::sampling
