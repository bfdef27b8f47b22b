#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// Euler ancestral (EulerAncestralDiscreteScheduler, η = 1): an Euler step down to σ_down, then fresh noise
/// up to σ'. First order in the distribution, one call and one noise a step, none at the last;
/// variance-exploding.
at::Tensor eulerAncestral(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
