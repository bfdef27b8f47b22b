#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM++ SDE (Lu et al. 2022; formats.md 6.3), as k-diffusion has it with r = ½: a stochastic second-order
/// step by a look at √(σσ'). The noise of the whole step contains that of its first half (one Brownian path),
/// without which it would be of first order. Draws 2i and 2i + 1 of the step noise belong to step i.
/// Variance-exploding.
at::Tensor dpmPpSde(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
