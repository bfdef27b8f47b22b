#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace latentbrush {

/// Files under their content's SHA-256, in `folder/ab/cdef…`: pictures, masks and thumbnails that requests
/// name by hash. Bytes that were put are never changed; who uses them is counted elsewhere (by the library).
/// Any number of threads and processes may use one folder at once.
class BlobStore {
public:
    static constexpr std::uintmax_t kMaxBlobBytes = std::uintmax_t(1) << 32;

    /// Nothing is touched yet; the folder is made by the first `put`.
    explicit BlobStore(std::filesystem::path folder);

    /// Stores the bytes, whole or not at all, and returns their hash (64 lower-case hex digits). What is
    /// there already is not written again, unless it is damaged. DiskFull, WriteFailed.
    Result<std::string> put(std::span<const std::byte> bytes);
    Result<std::string> put(std::string_view bytes);

    /// The bytes, verified. EntryNotFound (subject = the hash) when it was never put or is no hash;
    /// HashMismatch (subject = the path) when the file is no longer what was put; FileUnreadable.
    Result<std::string> get(std::string_view hash) const;

    /// Whether there is a file for it; its bytes are verified by `get` alone.
    bool contains(std::string_view hash) const;

    /// Takes a blob away. Gone already is fine; WriteFailed.
    Result<> remove(std::string_view hash);

    /// Where its file is or would be; empty when `hash` is not 64 lower-case hex digits, so that no text from
    /// outside becomes a path.
    std::filesystem::path pathOf(std::string_view hash) const;

private:
    std::filesystem::path m_folder;
};

} // namespace latentbrush
