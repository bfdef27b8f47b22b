#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// What the σ-samplers share: their state is x̂ = z + σ·ε, while the network eats x̂·signal.

/// The clean latents that the network sees in the state x̂ at a level.
at::Tensor cleanAt(const SamplerRun& run, const at::Tensor& state, const NoiseLevel& level, double timestep);

/// dx̂/dσ of the probability flow: (x̂ − z)/σ.
inline at::Tensor slope(const at::Tensor& state, const at::Tensor& clean, const NoiseLevel& level) {
    return (state - clean) / level.sigma();
}

/// The slope at a probe that an Euler step with `direction` from the level `from` leads to.
at::Tensor slopeAt(const SamplerRun& run, const at::Tensor& state, const at::Tensor& direction,
                   const NoiseLevel& from, const Probe& probe);

} // namespace latentbrush::sampling
