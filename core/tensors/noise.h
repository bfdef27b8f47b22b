#pragma once

#include <torch/script.h>

namespace latentbrush::tensors {

/// Unit normal noise in fp32 on the CPU, drawn by a generator of its own: the same numbers as
/// `torch.manual_seed(seed); torch.randn(shape)` gives there, whatever else runs in the process.
at::Tensor seededNoise(at::IntArrayRef shape, std::uint64_t seed);

} // namespace latentbrush::tensors
