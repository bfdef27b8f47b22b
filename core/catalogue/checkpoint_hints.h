#pragma once

#include "catalogue/checkpoint.h"
#include "weights/weight_file.h"

#include <filesystem>

namespace latentbrush::catalogue {

/// What a file says beside names and shapes: its small tensors, and the .yaml beside it that has its stem.
/// The hints look into `file`, which must outlive them.
CheckpointHints hintsOf(const weights::WeightFile& file, const std::filesystem::path& path);

} // namespace latentbrush::catalogue
