#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <torch/script.h>

namespace latentbrush::tensors {

/// Where a model runs and in which number format.
struct Place {
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;
};

/// Loads LibTorch's CUDA half if it lies beside the CPU half, and says whether a GPU can be used. LibTorch
/// remembers its first answer for good: call it before the process's first use of torch, on the thread that
/// will work. Later calls repeat the answer.
bool openCuda();

/// "cpu", "cuda", "cuda:N" or "auto" (the first GPU, else the CPU). UnknownDevice for any other name, for a
/// GPU where there is none, and for a number too high.
Result<at::Device> deviceFor(const std::string& name);

/// The format that is fastest without visible loss: fp16 on a GPU; on a CPU bf16 where it multiplies bf16 in
/// hardware (AVX512-BF16 or AMX, unless ATEN_CPU_CAPABILITY asks for less), else fp32.
at::ScalarType automaticDtype(const at::Device& device);

/// Both of the above; a given `dtype` wins.
Result<Place> placeFor(const std::string& device, std::optional<at::ScalarType> dtype);

} // namespace latentbrush::tensors
