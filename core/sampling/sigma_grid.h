#pragma once

#include "catalogue/configs.h"
#include "sampling/grid.h"

namespace latentbrush::sampling {

/// How σ is laid between the ends of a spacing.
enum class SigmaCurve { Spaced, Karras };

/// The grid of EulerDiscreteScheduler and its family (variance-exploding): the spacing's timesteps, with
/// linspace fractional, σ interpolated linearly; then 0. Karras redraws the curve between the spacing's ends
/// and finds the fractional timesteps by log σ. Initial scale: σ_max, with leading √(σ_max²+1).
/// Both throw std::invalid_argument unless 1 ≤ steps ≤ T.
Grid interpolatedGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, SigmaCurve curve,
                      int steps);

/// The grid of DPMSolverMultistepScheduler and its family (variance-preserving): whole timesteps of
/// spacedMultistepTimesteps; then 0. Karras runs over all training levels, whatever the spacing, and its
/// timesteps are rounded (cut off with squared-cosine betas).
Grid multistepGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, SigmaCurve curve,
                   int steps);

} // namespace latentbrush::sampling
