#pragma once

#include "base/result.h"

#include <filesystem>
#include <vector>

namespace latentbrush::catalogue {

/// The folders in which a person said their models lie, one a line of a text file, in their order. Lines that
/// are empty are passed over; a file that is not there has none.
std::vector<std::filesystem::path> readModelRoots(const std::filesystem::path& file);

/// Written whole or not at all; its folder is made. WriteFailed, DiskFull.
Result<> writeModelRoots(const std::filesystem::path& file, const std::vector<std::filesystem::path>& roots);

} // namespace latentbrush::catalogue
