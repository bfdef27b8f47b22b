#include "document/journal_file.h"

#include "document/journal_record.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace latentbrush::document {

namespace {

/// errno, or 0 when all was written.
int writeAll(int descriptor, std::string_view bytes, std::uintmax_t at) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        at += static_cast<std::uintmax_t>(written);
    }
    return 0;
}

} // namespace

JournalFile::JournalFile(std::filesystem::path path, int descriptor, std::uintmax_t size)
    : m_path(std::move(path)), m_descriptor(descriptor), m_size(size) {}

JournalFile::~JournalFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

JournalFile::JournalFile(JournalFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_size(other.m_size), m_position(other.m_position) {}

JournalFile& JournalFile::operator=(JournalFile&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_position, other.m_position);
    return *this;
}

tl::unexpected<Error> JournalFile::readFailure(int reason) const {
    const bool missing = reason == ENOENT || reason == ENOTDIR;
    return failure(missing ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, m_path.string(),
                   reason == EWOULDBLOCK ? "open in another program" : std::strerror(reason));
}

tl::unexpected<Error> JournalFile::writeFailure(int reason) const {
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return failure(full ? ErrorCode::DiskFull : ErrorCode::WriteFailed, m_path.string(),
                   std::strerror(reason));
}

Result<JournalFile> JournalFile::open(const std::filesystem::path& path) {
    JournalFile file(path, ::open(path.c_str(), O_RDWR | O_CLOEXEC), 0);
    if (file.m_descriptor < 0 || ::flock(file.m_descriptor, LOCK_EX | LOCK_NB) != 0)
        return file.readFailure(errno);
    struct stat status {};
    if (::fstat(file.m_descriptor, &status) != 0)
        return file.readFailure(errno);
    file.m_size = static_cast<std::uintmax_t>(status.st_size);
    return file;
}

Result<std::string> JournalFile::read(std::size_t count) {
    std::string bytes(static_cast<std::size_t>(std::min<std::uintmax_t>(count, m_size - m_position)), '\0');
    for (std::size_t got = 0; got < bytes.size();) {
        const auto more = ::pread(m_descriptor, bytes.data() + got, bytes.size() - got,
                                  static_cast<off_t>(m_position + got));
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            return readFailure(more < 0 ? errno : EIO);
        got += static_cast<std::size_t>(more);
    }
    m_position += bytes.size();
    return bytes;
}

Result<std::optional<std::string>> JournalFile::readRecord() {
    const auto start = m_position;
    const auto head = read(kRecordHeadBytes);
    if (!head)
        return failure(head);
    if (head->size() == kRecordHeadBytes) {
        const auto [length, checksum] = readRecordHead(*head);
        // Zeros are what some file systems leave behind after the power failed.
        if (length > 0 && length <= m_size - m_position) {
            auto payload = read(length);
            if (!payload)
                return failure(payload);
            if (checksumOf(*payload) == checksum)
                return std::optional(std::move(*payload));
        }
    }
    m_position = start;
    return std::optional<std::string>();
}

Result<std::uintmax_t> JournalFile::cutHere() {
    const auto rest = m_size - m_position;
    if (rest == 0)
        return rest;
    if (::ftruncate(m_descriptor, static_cast<off_t>(m_position)) != 0 || ::fsync(m_descriptor) != 0)
        return writeFailure(errno);
    m_size = m_position;
    return rest;
}

Result<> JournalFile::append(std::string_view bytes) {
    int reason = writeAll(m_descriptor, bytes, m_position);
    if (reason == 0 && ::fsync(m_descriptor) != 0)
        reason = errno;
    if (reason != 0) {
        // Where even this fails the next record is written over it, or its torn tail is cut at opening.
        if (::ftruncate(m_descriptor, static_cast<off_t>(m_position)) == 0)
            ::fsync(m_descriptor);
        return writeFailure(reason);
    }
    m_position += bytes.size();
    m_size = m_position;
    return {};
}

} // namespace latentbrush::document
