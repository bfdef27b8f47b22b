#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// Linear multistep of up to four slopes in σ (LMSDiscreteScheduler, order 4): the polynomial through the
/// last slopes, integrated over the step. Deterministic, one call a step, variance-exploding.
at::Tensor lms(const SamplerRun& run, const at::Tensor& unitNoise);

/// The weights of the slopes at nodes[0] (the newest) and before, for a step from nodes[0] to `end`:
/// ∫ Π_{k≠j} (τ − nodes[k])/(nodes[j] − nodes[k]) dτ. Exact for up to four nodes.
std::vector<double> lmsWeights(const std::vector<double>& nodes, double end);

} // namespace latentbrush::sampling
