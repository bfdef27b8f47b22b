#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DDIM with η = 0 (Song et al. 2020; DDIMScheduler without clipping): x' = signal'·z + noise'·ε. First
/// order, deterministic, one call a step, variance-preserving.
at::Tensor ddim(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
