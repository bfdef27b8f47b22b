#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct zip;

namespace latentbrush::image {

/// A file within an archive.
struct ZipEntry {
    std::string name;
    std::uint64_t size = 0; ///< unpacked
    std::uint64_t index = 0;
};

/// A relative path of UTF-8 that stays within its folder on any system: no `..`, no `\`, no drive, no control
/// characters, at most 1024 bytes.
bool isSafeEntryName(std::string_view name);

/// A ZIP from outside, by libzip, in memory that outlives it. All of its entries are checked when it is
/// opened; nothing is unpacked until it is asked for. For one thread at a time.
class ZipArchive {
public:
    static constexpr std::size_t kMaxEntries = 4096;
    static constexpr std::uint64_t kMaxUnpackedBytes = std::uint64_t(2) << 30; ///< of all entries
    /// No honest entry of more than the first packs better than the second.
    static constexpr std::uint64_t kLargeEntry = std::uint64_t(16) << 20;
    static constexpr std::uint64_t kMaxRatio = 100;

    /// UnsupportedFormat, FileTruncated; FileMalformed: names that are unsafe or come twice, links, entries
    /// that overlap; FileTooLarge: more than the limits above; OutOfMemory.
    static Result<ZipArchive> open(std::span<const std::byte> bytes);

    /// The files in the directory's order; folders are left out.
    const std::vector<ZipEntry>& entries() const { return m_entries; }
    /// Null when there is none; case counts.
    const ZipEntry* find(std::string_view name) const;
    /// Its bytes. FileTooLarge: more than `limit`; FileMalformed: damage, another size or checksum.
    Result<std::string> read(const ZipEntry& entry, std::uint64_t limit = kMaxUnpackedBytes) const;
    /// Its first bytes, fewer where it ends: a look ahead, without its checksum.
    Result<std::string> start(const ZipEntry& entry, std::size_t count) const;

private:
    struct Discard {
        void operator()(zip* archive) const;
    };
    using Handle = std::unique_ptr<zip, Discard>;
    ZipArchive(Handle archive, std::vector<ZipEntry> entries);
    Result<std::string> upTo(const ZipEntry& entry, std::uint64_t count) const;

    Handle m_archive;
    std::vector<ZipEntry> m_entries;
};

} // namespace latentbrush::image
