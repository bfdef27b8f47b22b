#pragma once

#include "catalogue/diffusers_folder.h"

namespace latentbrush::catalogue {

/// The safetensors files of one component: `stem[.fp16].safetensors`, or the shards that its index names. The
/// asked variant goes first. FileMissing, FileMalformed (the index), UnsupportedFormat for pickles alone.
Result<std::vector<std::filesystem::path>> weightFiles(const std::filesystem::path& folder,
                                                       const std::string& stem, WeightVariant variant);

} // namespace latentbrush::catalogue
