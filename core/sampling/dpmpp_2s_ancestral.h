#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM-Solver++ 2S ancestral (k-diffusion's; formats.md 6.3): an exponential step to the probe at half of the
/// way to σ_down in λ, whose estimate serves the whole step; then fresh noise up to σ'. The final step is
/// Euler's. 2N − 1 calls and one noise a step, none at the last; variance-exploding; wants midpoints
/// (midpoints.h, StepEnd::AncestralDown).
at::Tensor dpmPp2SAncestral(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
