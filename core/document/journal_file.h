#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace latentbrush::document {

/// A file of records (journal_record.h) that only grows, with a lock that keeps other programs out. Errors as
/// in Journal.
class JournalFile {
public:
    /// Opens and locks a file that exists.
    static Result<JournalFile> open(const std::filesystem::path& path);
    ~JournalFile();
    JournalFile(JournalFile&& other) noexcept;
    JournalFile& operator=(JournalFile&& other) noexcept;

    const std::filesystem::path& path() const { return m_path; }

    /// The next `count` bytes, fewer at the end of the file.
    Result<std::string> read(std::size_t count);
    /// The payload of the next record; none when there is no further whole one, and then the position stays.
    Result<std::optional<std::string>> readRecord();
    /// Cuts off what was not read; returns how many bytes that were.
    Result<std::uintmax_t> cutHere();

    /// Writes at the position and waits for the disk; on failure the file is as before.
    Result<> append(std::string_view bytes);

private:
    JournalFile(std::filesystem::path path, int descriptor, std::uintmax_t size);
    tl::unexpected<Error> readFailure(int reason) const;
    tl::unexpected<Error> writeFailure(int reason) const;

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uintmax_t m_size = 0;
    std::uintmax_t m_position = 0; ///< behind what was read or appended
};

} // namespace latentbrush::document
