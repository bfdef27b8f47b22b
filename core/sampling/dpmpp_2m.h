#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM-Solver++ 2M (Lu et al. 2022; DPMSolverMultistepScheduler, dpmsolver++, order 2, midpoint,
/// lower_order_final, final sigma 0): exponential integrator over λ = ln(signal/noise) with a linear
/// extrapolation of z from the last two calls; the first and the final step are of first order. Second order,
/// deterministic, one call a step, variance-preserving.
at::Tensor dpmPp2M(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
