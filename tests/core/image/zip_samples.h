#pragma once

#include <cstdint>
#include <string>
#include <vector>
#include <zip.h>

namespace latentbrush::image {

/// An entry of an archive that a test makes with libzip itself.
struct SampleEntry {
    std::string name;
    std::string bytes;
    int method = ZIP_CM_STORE;
    std::uint32_t unixMode = 0100644;
    int encryption = ZIP_EM_NONE;
};

/// The archive of those entries, in their order. Throws what libzip says.
std::string zipOf(const std::vector<SampleEntry>& entries);

/// The same with each occurrence of a text (an entry's name in both places) replaced by one of its length.
std::string replacedAll(std::string bytes, const std::string& from, const std::string& to);

/// Sets a field of `size` bytes at `offset` of an entry's record in the archive's directory.
void patchDirectory(std::string& archive, const std::string& name, std::size_t offset, std::size_t size,
                    std::uint64_t value);
inline constexpr std::size_t kUnpackedSizeField = 24, kPlaceField = 42;

} // namespace latentbrush::image
