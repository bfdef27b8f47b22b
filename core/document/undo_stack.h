#pragma once

#include "document/spilled_change.h"

#include <deque>
#include <future>
#include <optional>

namespace latentbrush::document {

/// What was done, in order, and how much of it is undone. It keeps the changes and leaves it to the document
/// to swap what they name. Copies share tiles, and the file. One object is for one thread at a time.
///
/// Memory: a change counts what would be freed without it: the tiles that it would bring back (those before
/// it while it is done, those after it while it is undone; the others are those of the document or of the
/// next change) and the text of its values. What the document shows is not the history's.
///
/// What is over the limit goes: to a file where there is one (`spillTo`), the changes that are farthest from
/// the present first, and is read back when a person undoes that far, by another thread one step before it is
/// wanted; for good where there is none, when the disk is full, and from the oldest on beyond the limit of
/// the disk. Names stay in memory.
class UndoStack {
public:
    static constexpr std::size_t kDefaultLimit = std::size_t(512) << 20;
    /// Over a hundred steps that paint all of a large picture (4096x4096 are 64 MiB), and a part of a disk
    /// that nobody misses while the document is open.
    static constexpr std::uintmax_t kDiskLimit = std::uintmax_t(8) << 30;

    /// `limit` in bytes.
    explicit UndoStack(std::size_t limit = kDefaultLimit) : m_limit(limit) {}
    void spillTo(std::shared_ptr<SpillFile> file, std::uintmax_t limit = kDiskLimit);

    /// A change that was just made. What was undone can no longer be redone; what is over the limit goes, but
    /// never the one pushed.
    void push(Change change);

    /// The change to take back, which counts as undone from now on; null when there is none, or the disk does
    /// not give it back. The pointer is good until the next call of a function that is not const. A change
    /// from the disk has the tiles alone that it brings back: whoever swaps puts in what it found.
    Change* undo();
    /// The change to make again.
    Change* redo();

    /// A change that was taken back, and was made before all that is known here; nothing is done.
    void pushUndone(Change change);

    bool canUndo() const { return m_done > 0; }
    bool canRedo() const { return m_done < m_changes.size(); }
    /// The names of what `undo` and `redo` would take; empty for none.
    std::string undoName() const;
    std::string redoName() const;

    /// The changes as they were made, those that are undone too; `index` below undoCount() + redoCount(). Of
    /// one on the disk no tiles and values.
    const Change& change(std::size_t index) const { return m_changes[index].change; }
    /// With the tiles that it brings back, and the values, wherever they are. None when the disk fails.
    std::optional<Change> wholeChange(std::size_t index) const;
    std::size_t undoCount() const { return m_done; }
    std::size_t redoCount() const { return m_changes.size() - m_done; }
    /// So many of the oldest changes are on the disk alone, never more than undoCount().
    std::size_t spilledCount() const { return m_first; }
    /// The oldest `count` changes, which are done.
    UndoStack oldest(std::size_t count) const;

    std::size_t limit() const { return m_limit; }
    std::size_t bytes() const { return m_bytes; } ///< in memory
    std::uintmax_t diskBytes() const { return m_diskBytes; }
    /// Whether something went for good although there is a file.
    bool hasLost() const { return m_lost; }

private:
    struct Kept {
        Change change;
        std::size_t bytesDone = 0;                       ///< held for undo
        std::size_t bytesUndone = 0;                     ///< held for redo
        std::shared_ptr<const SpillFile::Piece> spilled; ///< null while it is in memory
    };
    /// One from the disk that is likely to be wanted next.
    struct Ahead {
        std::shared_ptr<const SpillFile::Piece> piece;
        std::shared_future<std::optional<SpilledSide>> side;
        bool isReady() const { return side.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
    };
    static Kept keptOf(Change change);
    void cutRedo(std::size_t from);
    void dropOldest();
    void fitMemory(Side next);
    void letGoOldest();
    void letGoNewest();
    bool spill(Kept& kept, Side side);
    bool load(Kept& kept, Side side);
    void readAhead(const Kept& kept);

    std::size_t m_limit;
    std::shared_ptr<SpillFile> m_file;
    std::uintmax_t m_diskLimit = 0;
    std::optional<Ahead> m_ahead;
    std::deque<Kept> m_changes;
    std::size_t m_first = 0; ///< those in memory, around what is done last
    std::size_t m_last = 0;
    std::size_t m_done = 0; ///< the first so many are done, the others undone
    std::size_t m_bytes = 0;
    std::uintmax_t m_diskBytes = 0;
    bool m_lost = false;
};

} // namespace latentbrush::document
