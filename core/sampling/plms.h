#pragma once

#include "catalogue/configs.h"
#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// PLMS (Liu et al. 2022; PNDMScheduler with skip_prk_steps): DDIM steps along a combination of the last four
/// outputs after Adams and Bashforth; the first step is done again with the mean of the outputs at its two
/// ends. Deterministic, N + 1 calls, variance-preserving. Networks that predict v have their outputs combined
/// as v, as there; those that predict the sample, which there are refused, as ε. Wants plmsGrid.
at::Tensor plms(const SamplerRun& run, const at::Tensor& unitNoise);

/// DDIM's grid (ddim_grid.h), and for the repeated first step a probe: the second timestep t₁ with the level
/// at t₁ + ⌊T/N⌋, from where PNDMScheduler repeats it (the first level itself with leading).
Grid plmsGrid(catalogue::SchedulerConfig config, catalogue::Spacing spacing, int steps);

} // namespace latentbrush::sampling
