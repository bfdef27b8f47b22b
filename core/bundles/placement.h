#pragma once

#include <optional>
#include <torch/script.h>

namespace latentbrush::bundles {

/// Readies a module for inference: device and dtype, 4-D parameters channels last, no gradients, stop points.
/// Without a dtype each number stays in its own.
void place(torch::jit::Module& module, at::Device device, std::optional<at::ScalarType> dtype);

} // namespace latentbrush::bundles
