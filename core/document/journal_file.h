#pragma once

#include "base/files.h"

#include <cstdint>
#include <optional>

namespace latentbrush::document {

/// A file of records (journal_record.h) that only grows, with a lock that keeps other programs, and other
/// objects of this one, out. Errors as in Journal.
class JournalFile {
public:
    /// Opens and locks a file that exists. AlreadyOpen where another has the lock.
    static Result<JournalFile> open(const std::filesystem::path& path);
    /// An empty, locked file beside `path`, which gets that name by `publish` and is gone otherwise. What a
    /// killed program left there is written over.
    static Result<JournalFile> beside(const std::filesystem::path& path);
    ~JournalFile();
    JournalFile(JournalFile&& other) noexcept;
    JournalFile& operator=(JournalFile&& other) noexcept;

    const std::filesystem::path& path() const { return m_path; }
    std::uintmax_t position() const { return m_position; }

    /// The next `count` bytes, fewer at the end of the file.
    Result<std::string> read(std::size_t count);
    /// The payload of the next record; none when there is no further whole one, and then the position stays.
    Result<std::optional<std::string>> readRecord();
    /// Cuts off what was not read; returns how many bytes that were.
    Result<std::uintmax_t> cutHere();

    /// Writes at the position; on failure the file is as before.
    Result<> write(std::string_view bytes);
    /// Writes and waits for the disk; on failure the file is as before.
    Result<> append(std::string_view bytes);

    /// Waits for the disk and takes the name, in one step of the file system. FileExists.
    Result<> publish(IfExists ifExists);
    /// Removes what a killed program left beside its file; the lock is held.
    void removeLeftOver() const;

private:
    JournalFile(std::filesystem::path path, int descriptor);
    tl::unexpected<Error> readFailure(int reason) const;
    tl::unexpected<Error> writeFailure(int reason) const;
    Result<> writeOrTakeBack(std::string_view bytes, bool sync);

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::uintmax_t m_size = 0;
    std::uintmax_t m_position = 0;     ///< behind what was read or written
    std::filesystem::path m_temporary; ///< its name until it is published
};

} // namespace latentbrush::document
