#pragma once

#include "bundles/model_files.h"

#include <cstdint>

namespace latentbrush::pipeline {

/// What a model and a picture take, in bytes, computed from the networks' shapes, or where those are unknown
/// from the files' sizes; `bytesANumber` is 4 for fp32, else 2.
/// The factors are reckoned from shapes; bench/pipeline/engine_bench is what to hold them against.

/// All the networks' parameters.
std::uint64_t parameterBytes(const bundles::ModelFiles& files, int bytesANumber);

/// The most that denoising (with guidance: two at once) or decoding one picture of this size needs beside
/// them.
std::uint64_t activationBytes(const bundles::ModelFiles& files, int bytesANumber, int width, int height);

} // namespace latentbrush::pipeline
