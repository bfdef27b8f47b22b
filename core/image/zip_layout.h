#pragma once

#include "base/result.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace latentbrush::image {

/// Where a ZIP file keeps an entry, as its directory and the entry's own header agree on.
struct ZipRecord {
    std::string_view name; ///< points into the file
    std::uint64_t begin = 0;
    std::uint64_t data = 0; ///< where its packed bytes begin
};

/// What libzip does not tell: the places of the entries, in the directory's order.
struct ZipLayout {
    std::vector<ZipRecord> records;
    std::uint64_t directory = 0; ///< where the directory begins; the entries end before
};

/// UnsupportedFormat: no ZIP, or one that only ZIP64 can describe; FileTruncated: no directory at its end;
/// FileMalformed: a directory or a header that contradicts the file.
Result<ZipLayout> zipLayout(std::string_view file);

} // namespace latentbrush::image
