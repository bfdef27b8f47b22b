#pragma once

#include "catalogue/configs.h"
#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// The steps that latent consistency models were distilled over: no more can be taken.
inline constexpr int kLcmMostSteps = 50;

/// Latent consistency sampling (Luo et al. 2023; LCMScheduler without clipping): each look leaps to clean
/// latents, c_out·z + c_skip·x, and is noised anew for the next. One call and one noise a step, none at the
/// last; variance-preserving. Wants lcmGrid.
at::Tensor lcm(const SamplerRun& run, const at::Tensor& unitNoise);

/// Of the distillation's timesteps k·i − 1, k = ⌊T/50⌋, every ⌊50·j/N⌋th from the top. Throws
/// std::invalid_argument unless 1 ≤ steps ≤ 50 ≤ T.
Grid lcmGrid(const catalogue::SchedulerConfig& config, int steps);

} // namespace latentbrush::sampling
