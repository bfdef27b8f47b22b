#pragma once

#include "catalogue/configs.h"
#include "sampling/noise_schedule.h"

#include <torch/script.h>

namespace latentbrush::sampling {

/// What a network's output says about the latent x = signal·z + noise·ε that it was shown (formats.md 6.1).
/// Tensors are [B,C,h,w] in fp32; v = signal·ε − noise·z.

/// The clean latents z that the output implies. An ε-output says nothing about them at a level without
/// signal: don't ask there.
at::Tensor cleanEstimate(catalogue::PredictionType type, const at::Tensor& latents, const at::Tensor& output,
                         const NoiseLevel& level);

/// The noise ε that the output implies. A sample-output says nothing about it at a level without noise.
at::Tensor noiseEstimate(catalogue::PredictionType type, const at::Tensor& latents, const at::Tensor& output,
                         const NoiseLevel& level);

/// The output that implies the clean latents z: the inverse of cleanEstimate. Don't ask at a level without
/// noise.
at::Tensor outputImplying(catalogue::PredictionType type, const at::Tensor& latents, const at::Tensor& clean,
                          const NoiseLevel& level);

/// For training: signal·z + noise·ε, each picture of the batch at a level of its own. `alphaBars` is [B].
at::Tensor addNoise(const at::Tensor& clean, const at::Tensor& noise, const at::Tensor& alphaBars);

/// For training: what the network should have said for `addNoise(clean, noise, alphaBars)`.
at::Tensor trainingTarget(catalogue::PredictionType type, const at::Tensor& clean, const at::Tensor& noise,
                          const at::Tensor& alphaBars);

} // namespace latentbrush::sampling
