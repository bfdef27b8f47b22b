#pragma once

#include "catalogue/configs.h"
#include "sampling/grid.h"

namespace latentbrush::sampling {

/// How σ is laid between the highest and the lowest level.
enum class SigmaCurve {
    Spaced,      ///< at the timesteps of the spacing
    Karras,      ///< karras.h
    Exponential, ///< exponential.h
    Beta,        ///< beta_curve.h
    KDiffusion,  ///< even in fractional timesteps from T−1 to 0, σ interpolated in log σ
    Ays,         ///< align_your_steps.h, for Stable Diffusion 1
    AysXl        ///< the same for SDXL
};

/// The grid of EulerDiscreteScheduler and its family (variance-exploding), ending at 0. Spaced: the spacing's
/// timesteps, with linspace fractional, σ interpolated linearly. Karras, Exponential, Beta: redrawn between
/// the spacing's ends, with the fractional timesteps found by log σ. Initial scale: σ_max, with leading
/// √(σ_max²+1). KDiffusion, Ays and AysXl know no spacing; diffusers lacks them. Both functions throw
/// std::invalid_argument unless 1 ≤ steps ≤ T.
Grid interpolatedGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, SigmaCurve curve,
                      int steps);

/// What a curve's fractional timesteps become where the network is shown whole ones.
enum class WholeTimesteps { Round, CutOff };

/// The grid of DPMSolverMultistepScheduler and its family (variance-preserving): whole timesteps of
/// spacedMultistepTimesteps, ending at 0. Karras, Exponential and Beta run over all training levels, whatever
/// the spacing; their timesteps become whole, Karras' as said, the others' by cutting off.
Grid multistepGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, SigmaCurve curve,
                   int steps, WholeTimesteps karrasTimesteps);

} // namespace latentbrush::sampling
