#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// Heun's method on the probability flow in σ (Karras et al. 2022; HeunDiscreteScheduler without clipping):
/// an Euler step, then once more from the start with the mean of the slopes at both ends. The final step is
/// Euler's. Second order, deterministic, 2N − 1 calls, variance-exploding.
at::Tensor heun(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
