#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM2 ancestral (KDPM2AncestralDiscreteScheduler): a DPM2 step down to σ_down, then fresh noise up to σ'.
/// The final step is Euler's. 2N − 1 calls and one noise a step, none at the last; variance-exploding; wants
/// midpoints (midpoints.h, StepEnd::AncestralDown).
at::Tensor dpm2Ancestral(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
