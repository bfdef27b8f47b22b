#pragma once

#include "library/library.h"

namespace latentbrush::library {

/// Fills a new library with synthetic entries, half with English and half with Japanese prompts, one every
/// ten minutes backwards from now. With a `pictures` folder each also gets its PNG.
Result<> fillLibrary(const std::filesystem::path& file, int entries,
                     const std::filesystem::path& pictures = {});

} // namespace latentbrush::library
