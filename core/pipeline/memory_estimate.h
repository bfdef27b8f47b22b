#pragma once

#include "bundles/model_files.h"

#include <cstdint>

namespace latentbrush::pipeline {

/// What a model and a picture take, in bytes, computed from the networks' shapes, or where those are unknown
/// from the files' sizes; `bytesANumber` is 4 for fp32, else 2.
/// The factors were measured with full-size models, and bench/pipeline/engine_bench holds them against what
/// is really taken.

/// All the networks' parameters, and what loading and the first steps leave in the heap.
std::uint64_t modelBytes(const bundles::ModelFiles& files, int bytesANumber);

/// The most that denoising (with guidance: two at once) or decoding one picture of this size needs beside
/// them.
std::uint64_t activationBytes(const bundles::ModelFiles& files, int bytesANumber, int width, int height);

} // namespace latentbrush::pipeline
