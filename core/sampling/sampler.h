#pragma once

#include <cstdint>
#include <functional>
#include <torch/script.h>
#include <vector>

namespace latentbrush::sampling {

/// One model call of the sampler: the noisy latents in variance-preserving form x_t = a·z + s·ε, [B,C,h,w],
/// fp32 (model input), and the timestep (may be fractional) → the network's raw output of the same shape,
/// guidance already applied.
using Denoise = std::function<at::Tensor(const at::Tensor& latents, double timestep)>;

/// The noise that a stochastic sampler adds at step i: unit normal, the latents' shape. Deterministic
/// samplers never call it.
using StepNoise = std::function<at::Tensor(int step)>;

/// Called after each step with the number of steps done and the current estimate of the clean latents
/// (unscaled model space, like z). May throw to stop.
using StepDone = std::function<void(int stepsDone, const at::Tensor& cleanEstimate)>;

} // namespace latentbrush::sampling
