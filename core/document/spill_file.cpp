#include "document/spill_file.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/statvfs.h>
#include <unistd.h>

namespace latentbrush::document {

namespace {

/// Pieces begin where a block does, so that all of their room can be given back.
constexpr std::uintmax_t kBlock = 4096;

std::uintmax_t wholeBlocks(std::uintmax_t bytes) {
    return (bytes + kBlock - 1) / kBlock * kBlock;
}

/// -1 when there can be none.
int namelessFile(const std::filesystem::path& folder) {
    const auto in = folder.empty() ? std::filesystem::path(".") : folder;
    const int descriptor = ::open(in.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        return descriptor;
    // A file system that knows no such files: a name for a moment.
    std::string name = (in / ".history-XXXXXX").string();
    const int named = ::mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(name.c_str());
    return named;
}

bool writeAll(int descriptor, std::string_view bytes, std::uintmax_t at) {
    while (!bytes.empty()) {
        const auto written = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
        at += static_cast<std::uintmax_t>(written);
    }
    return true;
}

} // namespace

SpillFile::Piece::Piece(std::shared_ptr<SpillFile> file, std::uintmax_t at, std::uintmax_t bytes)
    : m_file(std::move(file)), m_at(at), m_bytes(bytes) {}

SpillFile::Piece::~Piece() {
    m_file->release(m_at, m_bytes);
}

bool SpillFile::Piece::read(std::uintmax_t from, void* to, std::size_t count) const {
    if (from > m_bytes || count > m_bytes - from)
        return false;
    auto* bytes = static_cast<char*>(to);
    for (std::size_t got = 0; got < count;) {
        const auto more =
            ::pread(m_file->m_descriptor, bytes + got, count - got, static_cast<off_t>(m_at + from + got));
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            return false;
        got += static_cast<std::size_t>(more);
    }
    return true;
}

std::shared_ptr<SpillFile> SpillFile::in(std::filesystem::path folder, std::uintmax_t roomLeft) {
    return std::shared_ptr<SpillFile>(new SpillFile(std::move(folder), roomLeft));
}

SpillFile::SpillFile(std::filesystem::path folder, std::uintmax_t roomLeft)
    : m_folder(std::move(folder)), m_roomLeft(roomLeft) {}

SpillFile::~SpillFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool SpillFile::prepare(std::uintmax_t bytes) {
    if (m_descriptor < 0)
        m_descriptor = namelessFile(m_folder);
    struct statvfs disk {};
    if (m_descriptor < 0 || ::fstatvfs(m_descriptor, &disk) != 0)
        return false;
    const auto free = std::uintmax_t(disk.f_bavail) * disk.f_frsize;
    return free >= m_roomLeft && free - m_roomLeft >= bytes;
}

std::shared_ptr<const SpillFile::Piece> SpillFile::write(std::span<const std::string_view> parts) {
    std::uintmax_t bytes = 0;
    for (const auto& part : parts)
        bytes += part.size();
    const std::lock_guard lock(m_mutex);
    if (!prepare(bytes))
        return nullptr;
    auto at = m_end;
    for (const auto& part : parts) {
        if (!writeAll(m_descriptor, part, at)) {
            giveBack(m_end, bytes);
            return nullptr;
        }
        at += part.size();
    }
    auto piece = std::make_shared<const Piece>(shared_from_this(), m_end, bytes);
    m_end += wholeBlocks(bytes);
    ++m_pieces;
    return piece;
}

void SpillFile::giveBack(std::uintmax_t at, std::uintmax_t bytes) {
    // Where this fails the room comes back with the last piece.
    (void)::fallocate(m_descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(at),
                      static_cast<off_t>(wholeBlocks(bytes)));
}

void SpillFile::release(std::uintmax_t at, std::uintmax_t bytes) {
    const std::lock_guard lock(m_mutex);
    if (--m_pieces == 0 && ::ftruncate(m_descriptor, 0) == 0)
        m_end = 0;
    else
        giveBack(at, bytes);
}

} // namespace latentbrush::document
