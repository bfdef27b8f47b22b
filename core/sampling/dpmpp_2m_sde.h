#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// DPM-Solver++ 2M SDE (Lu et al. 2022; DPMSolverMultistepScheduler, sde-dpmsolver++, order 2, midpoint, η =
/// 1): DPM++ 2M on the stochastic equation. The first and the final step are of first order. Second order in
/// the distribution, one call and one noise a step, none at the last; variance-preserving.
at::Tensor dpmPp2MSde(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
