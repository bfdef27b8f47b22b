#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// Euler's method on the probability flow in σ (Karras et al. 2022; EulerDiscreteScheduler without churn):
/// x̂' = x̂ + d·(σ' − σ), d = (x̂ − z)/σ. First order, deterministic, one call a step, variance-exploding.
at::Tensor euler(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
