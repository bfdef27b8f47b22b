#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// UniPC (Zhao et al. 2023; UniPCMultistepScheduler, order 2, bh2, predicting z, lower_order_final): each
/// look at the network first corrects the step that led there, then predicts the next. The final step is of
/// first order. Third order with its corrector, deterministic, one call a step, variance-preserving.
at::Tensor uniPc(const SamplerRun& run, const at::Tensor& unitNoise);

} // namespace latentbrush::sampling
