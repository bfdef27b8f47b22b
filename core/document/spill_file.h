#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>

namespace latentbrush::document {

/// A file without a name for what a program has no memory for: it is gone with the program, however that
/// ends. It is made when the first piece is written, and gives the room of pieces that are gone back to the
/// disk, where the file system can do that.
///
/// Nothing waits for the disk but a disk that cannot keep up: what is lost with the program need not be safe.
/// Threads: any, all at once.
class SpillFile : public std::enable_shared_from_this<SpillFile> {
public:
    /// So much is left to others on the disk: the journal and the files that a person saves come first.
    static constexpr std::uintmax_t kRoomLeft = std::uintmax_t(1) << 30;

    static std::shared_ptr<SpillFile> in(std::filesystem::path folder, std::uintmax_t roomLeft = kRoomLeft);
    ~SpillFile();
    SpillFile(const SpillFile&) = delete;
    SpillFile& operator=(const SpillFile&) = delete;

    /// Bytes that were written; they are there until the last pointer to them goes.
    class Piece {
    public:
        Piece(std::shared_ptr<SpillFile> file, std::uintmax_t at, std::uintmax_t bytes);
        ~Piece();
        Piece(const Piece&) = delete;
        Piece& operator=(const Piece&) = delete;

        std::uintmax_t bytes() const { return m_bytes; }
        /// False when the disk does not give them, or there are not so many.
        bool read(std::uintmax_t from, void* to, std::size_t count) const;

    private:
        std::shared_ptr<SpillFile> m_file;
        std::uintmax_t m_at;
        std::uintmax_t m_bytes;
    };

    /// The parts, one after another; null when there is no room for them, or no such file can be made.
    std::shared_ptr<const Piece> write(std::span<const std::string_view> parts);

private:
    SpillFile(std::filesystem::path folder, std::uintmax_t roomLeft);
    bool prepare(std::uintmax_t bytes);
    void giveBack(std::uintmax_t at, std::uintmax_t bytes);
    void release(std::uintmax_t at, std::uintmax_t bytes);

    std::filesystem::path m_folder;
    std::uintmax_t m_roomLeft;
    std::mutex m_mutex; ///< for what follows; pieces are read without it
    int m_descriptor = -1;
    std::uintmax_t m_end = 0;
    std::size_t m_pieces = 0;
};

} // namespace latentbrush::document
