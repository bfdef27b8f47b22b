#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace latentbrush::bench {

/// Writes a bundle of a published model's shapes with random weights in half precision: what it takes to load
/// and to run is what the real one takes. `shape` is "sd15" (2 GB), "sd21" (2.6 GB) or "sdxl" (7 GB);
/// InvalidRequest for others. Errors of writing.
Result<> writeRandomModel(const std::string& shape, const std::filesystem::path& folder);

} // namespace latentbrush::bench
