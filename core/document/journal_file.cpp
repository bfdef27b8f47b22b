#include "document/journal_file.h"

#include "document/journal_record.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
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

/// What the file is once its lock is ours; none, with errno, when it is not.
std::optional<struct stat> lock(int descriptor) {
    struct stat status {};
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || ::fstat(descriptor, &status) != 0)
        return std::nullopt;
    return status;
}

/// Whether the path leads to just that file.
bool isAt(const struct stat& file, const std::filesystem::path& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 && found.st_dev == file.st_dev && found.st_ino == file.st_ino;
}

std::filesystem::path temporaryNameOf(std::filesystem::path path) {
    return path += ".new";
}

int renamed(const std::filesystem::path& from, const std::filesystem::path& to, IfExists ifExists) {
    if (ifExists == IfExists::Fail) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
            return 0;
        if (errno != EINVAL && errno != ENOSYS)
            return errno;
        // A file system that knows no such rename: as near as it gets.
        std::error_code unknown;
        if (std::filesystem::exists(to, unknown))
            return EEXIST;
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

void syncFolder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

JournalFile::JournalFile(std::filesystem::path path, int descriptor)
    : m_path(std::move(path)), m_descriptor(descriptor) {}

JournalFile::~JournalFile() {
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

JournalFile::JournalFile(JournalFile&& other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)),
      m_size(other.m_size), m_position(other.m_position),
      m_temporary(std::exchange(other.m_temporary, std::filesystem::path())) {}

JournalFile& JournalFile::operator=(JournalFile&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_position, other.m_position);
    std::swap(m_temporary, other.m_temporary);
    return *this;
}

tl::unexpected<Error> JournalFile::readFailure(int reason) const {
    const bool missing = reason == ENOENT || reason == ENOTDIR;
    const auto code = reason == EWOULDBLOCK ? ErrorCode::AlreadyOpen
                      : missing             ? ErrorCode::FileMissing
                                            : ErrorCode::FileUnreadable;
    return failure(code, m_path.string(), std::strerror(reason));
}

tl::unexpected<Error> JournalFile::writeFailure(int reason) const {
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return failure(full ? ErrorCode::DiskFull : ErrorCode::WriteFailed, m_path.string(),
                   std::strerror(reason));
}

Result<JournalFile> JournalFile::open(const std::filesystem::path& path) {
    for (;;) {
        JournalFile file(path, ::open(path.c_str(), O_RDWR | O_CLOEXEC));
        if (file.m_descriptor < 0)
            return file.readFailure(errno);
        const auto status = lock(file.m_descriptor);
        if (!status)
            return file.readFailure(errno);
        // Meanwhile another program may have put a new file in its place: that one is the journal.
        if (!isAt(*status, path))
            continue;
        file.m_size = static_cast<std::uintmax_t>(status->st_size);
        return file;
    }
}

Result<JournalFile> JournalFile::beside(const std::filesystem::path& path) {
    const auto name = temporaryNameOf(path);
    for (;;) {
        JournalFile file(path, ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
        if (file.m_descriptor < 0)
            return file.writeFailure(errno);
        const auto status = lock(file.m_descriptor);
        if (!status)
            return file.readFailure(errno);
        if (!isAt(*status, name))
            continue;
        if (::ftruncate(file.m_descriptor, 0) != 0)
            return file.writeFailure(errno);
        file.m_temporary = name;
        return file;
    }
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

Result<> JournalFile::writeOrTakeBack(std::string_view bytes, bool sync) {
    int reason = writeAll(m_descriptor, bytes, m_position);
    if (reason == 0 && sync && ::fsync(m_descriptor) != 0)
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

Result<> JournalFile::write(std::string_view bytes) {
    return writeOrTakeBack(bytes, false);
}

Result<> JournalFile::append(std::string_view bytes) {
    return writeOrTakeBack(bytes, true);
}

Result<> JournalFile::publish(IfExists ifExists) {
    if (::fsync(m_descriptor) != 0)
        return writeFailure(errno);
    if (const int reason = renamed(m_temporary, m_path, ifExists)) {
        if (reason == EEXIST)
            return failure(ErrorCode::FileExists, m_path.string());
        return writeFailure(reason);
    }
    m_temporary.clear();
    syncFolder(m_path.parent_path());
    return {};
}

void JournalFile::removeLeftOver() const {
    ::unlink(temporaryNameOf(m_path).c_str());
}

} // namespace latentbrush::document
