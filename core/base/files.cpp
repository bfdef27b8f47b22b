#include "base/files.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <random>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace latentbrush {

namespace {

tl::unexpected<Error> writeFailure(const std::filesystem::path& path, int reason) {
    const bool full = reason == ENOSPC || reason == EDQUOT;
    return failure(full ? ErrorCode::DiskFull : ErrorCode::WriteFailed, path.string(), std::strerror(reason));
}

/// A file that is gone again unless it was published.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::filesystem::path& folder) {
        // Not mkstemp, whose files are for the owner alone: a picture gets the rights of any new file. The
        // name is short whatever the target's is, so that the longest target works.
        constexpr int kAttempts = 100;
        std::random_device random;
        for (int attempt = 0; attempt < kAttempts && m_descriptor < 0; ++attempt) {
            m_name = (folder / (".latentbrush-" + std::to_string(random()))).string();
            m_descriptor = ::open(m_name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
            m_error = m_descriptor < 0 ? errno : 0;
            if (m_error != 0 && m_error != EEXIST)
                break;
        }
    }
    ~TemporaryFile() {
        if (m_descriptor < 0)
            return;
        ::close(m_descriptor);
        if (m_named)
            ::unlink(m_name.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    int error() const { return m_error; }

    int write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const auto written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return errno;
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return ::fsync(m_descriptor) == 0 ? 0 : errno;
    }

    int publish(const std::filesystem::path& as, IfExists ifExists) {
        if (ifExists == IfExists::Replace)
            return replace(as);
        if (::link(m_name.c_str(), as.c_str()) == 0)
            return 0;
        if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
            return errno;
        // File systems without hard links: the kernel's rename that refuses to overwrite.
        if (::renameat2(AT_FDCWD, m_name.c_str(), AT_FDCWD, as.c_str(), RENAME_NOREPLACE) != 0)
            return errno;
        m_named = false;
        return 0;
    }

private:
    /// What stood there keeps its rights: a file that its owner closed to others stays closed.
    int replace(const std::filesystem::path& old) {
        constexpr mode_t kRights = 07777;
        struct stat status {};
        if (::stat(old.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
            ::fchmod(m_descriptor, status.st_mode & kRights) != 0)
            return errno;
        if (::rename(m_name.c_str(), old.c_str()) != 0)
            return errno;
        m_named = false;
        return 0;
    }

    std::string m_name;
    int m_descriptor = -1;
    int m_error = 0;
    bool m_named = true; ///< the temporary name still leads to it
};

void syncFolder(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

} // namespace

Result<> writeWhole(const std::filesystem::path& path, std::span<const std::byte> bytes, IfExists ifExists) {
    std::error_code unknown; // where even this fails, making the temporary file says why
    if (ifExists == IfExists::Fail && std::filesystem::exists(std::filesystem::symlink_status(path, unknown)))
        return failure(ErrorCode::FileExists, path.string());
    TemporaryFile file(path.parent_path());
    if (file.error())
        return writeFailure(path, file.error());
    if (const int reason = file.write(bytes))
        return writeFailure(path, reason);
    if (const int reason = file.publish(path, ifExists)) {
        if (reason == EEXIST)
            return failure(ErrorCode::FileExists, path.string());
        return writeFailure(path, reason);
    }
    syncFolder(path.parent_path());
    return {};
}

Result<> writeWhole(const std::filesystem::path& path, std::string_view text, IfExists ifExists) {
    return writeWhole(path, std::as_bytes(std::span(text.data(), text.size())), ifExists);
}

Result<std::string> readWhole(const std::filesystem::path& path, std::uintmax_t limit) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return failure(missing ? ErrorCode::FileMissing : ErrorCode::FileUnreadable, path.string(),
                       std::strerror(errno));
    }
    std::string bytes;
    std::vector<char> piece(1 << 18);
    int reason = 0;
    while (bytes.size() <= limit) {
        const auto got = ::read(descriptor, piece.data(), piece.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            reason = errno;
        if (got <= 0)
            break;
        bytes.append(piece.data(), static_cast<std::size_t>(got));
    }
    ::close(descriptor);
    if (reason)
        return failure(ErrorCode::FileUnreadable, path.string(), std::strerror(reason));
    if (bytes.size() > limit)
        return failure(ErrorCode::FileTooLarge, path.string(), "limit " + std::to_string(limit) + " bytes");
    return bytes;
}

} // namespace latentbrush
