#pragma once

#include "catalogue/configs.h"
#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// Ancestral sampling of Ho et al. 2020 (DDPMScheduler, fixed_small, without clipping): with α = ᾱ/ᾱ', β = 1
/// − α a draw from the posterior of mean (√ᾱ'·β/(1−ᾱ))·z + (√α·(1−ᾱ')/(1−ᾱ))·x and variance β·(1−ᾱ')/(1−ᾱ).
/// One call and one noise a step, none at the last; variance-preserving.
at::Tensor ddpm(const SamplerRun& run, const at::Tensor& unitNoise);

/// DDPMScheduler's grid: whole timesteps, each step to the next one's level, the last to clean latents.
/// Throws std::invalid_argument unless 1 ≤ steps ≤ T.
Grid ddpmGrid(const catalogue::SchedulerConfig& config, catalogue::Spacing spacing, int steps);

} // namespace latentbrush::sampling
