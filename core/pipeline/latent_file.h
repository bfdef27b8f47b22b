#pragma once

#include "base/result.h"

#include <filesystem>
#include <torch/script.h>
#include <vector>

namespace latentbrush::pipeline {

/// What a `--latents-in` file holds, fp32 on the CPU.
struct GivenLatents {
    at::Tensor latents; ///< [B,C,h,w], unit-variance initial noise
    at::Tensor noise;   ///< [steps,B,C,h,w] for stochastic samplers; undefined when the file has none
};

/// Errors: those of reading safetensors; InvalidRequest, with the flag as subject, where `latents` is missing
/// or has not exactly `shape`, or `noise` not [steps, shape].
Result<GivenLatents> readLatents(const std::filesystem::path& path, const std::vector<std::int64_t>& shape,
                                 int steps);

/// `latents` [B,C,h,w] in fp32; replaces a file that is there. WriteFailed, DiskFull.
Result<> writeLatents(const std::filesystem::path& path, const std::vector<at::Tensor>& pictures);

} // namespace latentbrush::pipeline
