#pragma once

#include <torch/script.h>

namespace latentbrush::bundles {

/// Readies a module for inference: device and dtype, 4-D parameters channels last, no gradients, stop points.
void place(torch::jit::Module& module, at::Device device, at::ScalarType dtype);

} // namespace latentbrush::bundles
