#pragma once

#include "base/result.h"
#include "base/stop_token.h"

#include <filesystem>
#include <optional>
#include <string>

namespace latentbrush::bundles {

/// SHA-256 of files, remembered by path, size and time of change in a cache folder, so that a second start
/// does not read gigabytes to learn what it knew. Several processes may share the folder: an entry is a file
/// of its own, written whole. An unusable cache folder costs time, never an error.
class KnownHashes {
public:
    /// An empty path: nothing is remembered.
    explicit KnownHashes(std::filesystem::path cacheFolder) : m_folder(std::move(cacheFolder)) {}

    /// 64 hex digits. FileMissing, FileUnreadable, Cancelled.
    Result<std::string> of(const std::filesystem::path& file, const StopToken& stop = {}) const;

    /// Of what follows a safetensors file's header, by which other programs know a LoRA: it stays when its
    /// metadata are edited. Of the whole file for others. Errors as `of`.
    Result<std::string> ofPayload(const std::filesystem::path& file, const StopToken& stop = {}) const;

    /// What `of` would give, where it need not read the file for it.
    std::optional<std::string> known(const std::filesystem::path& file) const;

    /// HashMismatch with both hashes in the detail when the file has another one than `expected`.
    Result<> check(const std::filesystem::path& file, const std::string& expected,
                   const StopToken& stop = {}) const;

private:
    enum class Part { Whole, Payload };
    std::filesystem::path entryOf(const std::filesystem::path& file, Part part) const;
    std::optional<std::string> known(const std::filesystem::path& file, Part part) const;
    Result<std::string> of(const std::filesystem::path& file, Part part, const StopToken& stop) const;

    std::filesystem::path m_folder;
};

} // namespace latentbrush::bundles
