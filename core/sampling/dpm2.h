#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM-Solver-2 in σ (Karras et al. 2022; KDPM2DiscreteScheduler): the slope at √(σ·σ'), reached by an Euler
/// step, serves the whole step. The final step is Euler's. Second order, deterministic, 2N − 1 calls,
/// variance-exploding; wants midpoints (midpoints.h, StepEnd::Next).
at::Tensor dpm2(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
