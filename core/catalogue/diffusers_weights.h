#pragma once

#include "catalogue/diffusers_folder.h"

namespace latentbrush::catalogue {

/// The files of one component: `stem[.fp16].safetensors`, or the shards that its index names, and only where
/// there are none the pickles `stem[.fp16].bin`. The asked variant goes first. FileMissing, FileMalformed
/// (the index).
Result<std::vector<std::filesystem::path>> weightFiles(const std::filesystem::path& folder,
                                                       const std::string& stem, WeightVariant variant);

} // namespace latentbrush::catalogue
