#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <span>

namespace latentbrush::weights {

/// A whole file mapped for reading: what is looked at is read, nothing else. Copies share the mapping, which
/// ends with the last of them. Any thread may read.
class MappedFile {
public:
    /// FileMissing, FileUnreadable (a folder and a pipe too).
    static Result<MappedFile> open(const std::filesystem::path& path);

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::shared_ptr<const void> m_mapping;
    std::span<const std::byte> m_bytes;
};

} // namespace latentbrush::weights
