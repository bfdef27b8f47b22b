#include "document/spill_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>

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

bool readAll(int descriptor, char* to, std::size_t count, std::uintmax_t at) {
    for (std::size_t got = 0; got < count;) {
        const auto more = ::pread(descriptor, to + got, count - got, static_cast<off_t>(at + got));
        if (more < 0 && errno == EINTR)
            continue;
        if (more <= 0)
            return false;
        got += static_cast<std::size_t>(more);
    }
    return true;
}

} // namespace

/// Shared with the thread that writes, which may be at it when the last Piece goes.
struct SpillFile::Piece::Stored {
    std::uintmax_t at = 0;
    std::uintmax_t bytes = 0;
    bool abandoned = false; ///< by the file's mutex: nobody has a Piece of it any more
    bool refused = false;   ///< by the file's mutex

    std::mutex mutex;        ///< for the parts
    std::vector<Part> parts; ///< none once they are on the disk

    /// False when they are on the disk.
    bool readParts(std::uintmax_t from, char* to, std::size_t count) {
        const std::lock_guard lock(mutex);
        if (parts.empty())
            return false;
        for (const auto& part : parts) {
            const auto skipped = std::min<std::uintmax_t>(from, part.bytes.size());
            const auto taken = std::min(part.bytes.size() - static_cast<std::size_t>(skipped), count);
            std::copy_n(part.bytes.data() + skipped, taken, to);
            from -= skipped;
            to += taken;
            count -= taken;
        }
        return true;
    }
    bool writeTo(int descriptor) const {
        auto to = at;
        for (const auto& part : parts) {
            if (!writeAll(descriptor, part.bytes, to))
                return false;
            to += part.bytes.size();
        }
        return true;
    }
    std::vector<Part> takeParts() {
        const std::lock_guard lock(mutex);
        return std::exchange(parts, {});
    }
};

SpillFile::Piece::Piece(std::shared_ptr<SpillFile> file, std::shared_ptr<Stored> stored)
    : m_file(std::move(file)), m_stored(std::move(stored)) {}

SpillFile::Piece::~Piece() {
    m_file->release(m_stored);
}

std::uintmax_t SpillFile::Piece::bytes() const {
    return m_stored->bytes;
}

bool SpillFile::Piece::read(std::uintmax_t from, void* to, std::size_t count) const {
    if (from > bytes() || count > bytes() - from)
        return false;
    auto* place = static_cast<char*>(to);
    return m_stored->readParts(from, place, count) ||
           readAll(m_file->m_descriptor, place, count, m_stored->at + from);
}

std::shared_ptr<SpillFile> SpillFile::in(std::filesystem::path folder, std::uintmax_t roomLeft) {
    return std::shared_ptr<SpillFile>(new SpillFile(std::move(folder), roomLeft));
}

SpillFile::SpillFile(std::filesystem::path folder, std::uintmax_t roomLeft)
    : m_folder(std::move(folder)), m_roomLeft(roomLeft) {}

SpillFile::~SpillFile() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool SpillFile::prepare(std::uintmax_t bytes) {
    if (m_descriptor < 0)
        m_descriptor = namelessFile(m_folder);
    struct statvfs disk {};
    if (m_descriptor < 0 || m_refused > 0 || ::fstatvfs(m_descriptor, &disk) != 0)
        return false;
    const auto free = std::uintmax_t(disk.f_bavail) * disk.f_frsize;
    const auto wanted = m_waitingBytes + bytes;
    return free >= m_roomLeft && free - m_roomLeft >= wanted;
}

std::shared_ptr<const SpillFile::Piece> SpillFile::write(std::vector<Part> parts) {
    const auto stored = std::make_shared<Stored>();
    for (const auto& part : parts)
        stored->bytes += part.bytes.size();
    stored->parts = std::move(parts);
    std::unique_lock lock(m_mutex);
    m_written.wait(lock, [this] { return m_waitingBytes <= kWaitingLimit; });
    if (!prepare(stored->bytes))
        return nullptr;
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    stored->at = m_end;
    m_end += wholeBlocks(stored->bytes);
    ++m_pieces;
    m_waiting.push_back(stored);
    m_waitingBytes += stored->bytes;
    m_wake.notify_one();
    return std::shared_ptr<const Piece>(new Piece(shared_from_this(), stored));
}

void SpillFile::settle() {
    std::unique_lock lock(m_mutex);
    m_written.wait(lock, [this] { return m_waiting.empty(); });
}

void SpillFile::run() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        const auto stored = m_waiting.front();
        const bool wanted = !stored->abandoned;
        lock.unlock();
        const bool written = wanted && stored->writeTo(m_descriptor);
        // Their memory is given back here, not where somebody paints.
        if (written || !wanted)
            (void)stored->takeParts();
        lock.lock();
        stored->refused = wanted && !written;
        m_refused += stored->refused ? 1 : 0;
        m_waiting.pop_front();
        m_waitingBytes -= stored->bytes;
        if (stored->abandoned)
            giveBack(*stored);
        m_written.notify_all();
    }
}

void SpillFile::release(const std::shared_ptr<Stored>& stored) {
    const std::lock_guard lock(m_mutex);
    stored->abandoned = true;
    // The thread gives the room of what still waits back when it comes to it.
    if (std::ranges::find(m_waiting, stored) == m_waiting.end())
        giveBack(*stored);
}

void SpillFile::giveBack(const Stored& stored) {
    m_refused -= stored.refused ? 1 : 0;
    if (--m_pieces == 0 && ::ftruncate(m_descriptor, 0) == 0)
        m_end = 0;
    else // where this fails the room comes back with the last piece
        (void)::fallocate(m_descriptor, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
                          static_cast<off_t>(stored.at), static_cast<off_t>(wholeBlocks(stored.bytes)));
}

} // namespace latentbrush::document
