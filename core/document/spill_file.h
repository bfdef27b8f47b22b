#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace latentbrush::document {

/// A file without a name for what a program has no memory for: it is gone with the program, however that
/// ends. It is made when the first piece is written, and gives the room of pieces that are gone back to the
/// disk, where the file system can do that.
///
/// A thread of its own writes; nobody waits for the disk but where it cannot keep up: what is lost with the
/// program need not be safe. What the disk refuses stays in memory, and nothing more is taken until that is
/// gone.
/// Threads: any, all at once.
class SpillFile : public std::enable_shared_from_this<SpillFile> {
public:
    /// So much is left to others on the disk: the journal and the files that a person saves come first.
    static constexpr std::uintmax_t kRoomLeft = std::uintmax_t(1) << 30;
    /// `write` waits while more than so much waits for the disk.
    static constexpr std::uintmax_t kWaitingLimit = std::uintmax_t(256) << 20;

    static std::shared_ptr<SpillFile> in(std::filesystem::path folder, std::uintmax_t roomLeft = kRoomLeft);
    ~SpillFile();
    SpillFile(const SpillFile&) = delete;
    SpillFile& operator=(const SpillFile&) = delete;

    /// Bytes that nobody changes any more, and who holds them until they are on the disk.
    struct Part {
        std::shared_ptr<const void> owner;
        std::string_view bytes;
    };

    /// Bytes that were taken; they are there until the last pointer to them goes.
    class Piece {
    public:
        ~Piece();
        Piece(const Piece&) = delete;
        Piece& operator=(const Piece&) = delete;

        std::uintmax_t bytes() const;
        /// False when the disk does not give them, or there are not so many.
        bool read(std::uintmax_t from, void* to, std::size_t count) const;

    private:
        friend class SpillFile;
        struct Stored;
        Piece(std::shared_ptr<SpillFile> file, std::shared_ptr<Stored> stored);

        std::shared_ptr<SpillFile> m_file;
        std::shared_ptr<Stored> m_stored;
    };

    /// The parts, one after another; null when there is no room for them, or no such file can be made.
    std::shared_ptr<const Piece> write(std::vector<Part> parts);
    /// Until nothing waits for the disk.
    void settle();

private:
    using Stored = Piece::Stored;
    SpillFile(std::filesystem::path folder, std::uintmax_t roomLeft);
    bool prepare(std::uintmax_t bytes);
    void run();
    void release(const std::shared_ptr<Stored>& stored);
    void giveBack(const Stored& stored);

    std::filesystem::path m_folder;
    std::uintmax_t m_roomLeft;
    std::mutex m_mutex; ///< for what follows; pieces are read without it
    std::condition_variable m_wake;
    std::condition_variable m_written;
    int m_descriptor = -1;
    std::uintmax_t m_end = 0;
    std::size_t m_pieces = 0;
    std::size_t m_refused = 0;                     ///< pieces that the disk did not take
    std::deque<std::shared_ptr<Stored>> m_waiting; ///< the first may be being written
    std::uintmax_t m_waitingBytes = 0;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace latentbrush::document
