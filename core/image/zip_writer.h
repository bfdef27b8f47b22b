#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

struct zip;
struct zip_source;

namespace latentbrush::image {

enum class ZipPacking { Stored, Deflated };

/// A ZIP in memory, by libzip: entries in the order they come, without a date, so that the same entries give
/// the same bytes. For one thread at a time.
class ZipWriter {
public:
    ZipWriter() = default;
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    /// A name that is safe and new (zip_archive.h). What fails is said by `finish`.
    void add(std::string name, std::string bytes, ZipPacking packing);
    /// Call once. OutOfMemory; Internal: libzip's refusal.
    Result<std::string> finish();

private:
    struct Entry {
        std::string name;
        std::string bytes;
        ZipPacking packing;
    };
    Result<> open();
    Result<> addToArchive(const Entry& entry);
    Result<std::string> written() const;

    std::vector<Entry> m_entries;
    zip_source* m_target = nullptr;
    zip* m_archive = nullptr;
};

} // namespace latentbrush::image
