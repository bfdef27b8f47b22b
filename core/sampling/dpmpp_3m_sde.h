#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM++ 3M SDE with η = 1, as k-diffusion has it (formats.md 6.3): a stochastic multistep sampler over the
/// last three estimates. diffusers' third-order SDE has another sign in its last coefficient and errs more.
/// Variance-exploding, one noise a step.
at::Tensor dpmPp3MSde(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
