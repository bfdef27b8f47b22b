#pragma once

#include "bundles/lora_file.h"

namespace latentbrush::bundles {

/// What a LoRA's module adds to a weight of `shape` at full strength, in fp32 on the CPU (formats.md 4),
/// whatever its kind: low-rank for linear layers and convolutions (with a middle too), LoHa, LoKr, or a plain
/// difference. ShapeMismatch, subject `module`, where the factors make another shape.
Result<at::Tensor> loraDelta(const std::string& module, const LoraModule& lora, at::IntArrayRef shape);

/// What it adds to the module's bias; undefined where it has nothing to say about it.
at::Tensor loraBiasDelta(const LoraModule& lora);

/// DoRA's merge: W + ΔW brought back to the file's length of each output, m·(W + ΔW)/‖W + ΔW‖, in fp32.
/// `scale` is m, one number an output or, of files that norm along the other axis, one an input.
at::Tensor doraWeight(const at::Tensor& changed, const at::Tensor& scale);

} // namespace latentbrush::bundles
