#pragma once

#include "document/change.h"

#include <deque>

namespace latentbrush::document {

/// What was done, in order, and how much of it is undone. It keeps the changes and leaves it to the document
/// to swap what they name. Copies share tiles. One object is for one thread at a time.
///
/// Memory: a change counts what would be freed without it: the tiles that it would bring back (those before
/// it while it is done, those after it while it is undone; the others are those of the document or of the
/// next change) and the text of its values. What the document shows is not the history's.
class UndoStack {
public:
    static constexpr std::size_t kDefaultLimit = std::size_t(512) << 20;

    /// `limit` in bytes.
    explicit UndoStack(std::size_t limit = kDefaultLimit) : m_limit(limit) {}

    /// A change that was just made. What was undone can no longer be redone; the oldest changes go while
    /// the limit is exceeded, but never the one pushed.
    void push(Change change);

    /// The change to take back, which counts as undone from now on; null when there is none. The pointer is
    /// good until the next call of a function that is not const.
    const Change* undo();
    /// The change to make again.
    const Change* redo();

    bool canUndo() const { return m_done > 0; }
    bool canRedo() const { return m_done < m_changes.size(); }
    /// The names of what `undo` and `redo` would take; empty for none.
    std::string undoName() const;
    std::string redoName() const;

    /// The changes as they were made, those that are undone too; `index` below undoCount() + redoCount().
    const Change& change(std::size_t index) const { return m_changes[index].change; }
    std::size_t undoCount() const { return m_done; }
    std::size_t redoCount() const { return m_changes.size() - m_done; }
    std::size_t limit() const { return m_limit; }
    std::size_t bytes() const { return m_bytes; }

private:
    struct Kept {
        Change change;
        std::size_t bytesDone = 0;   ///< held for undo
        std::size_t bytesUndone = 0; ///< held for redo
    };
    void cutRedo();
    void dropOldest();

    std::size_t m_limit;
    std::deque<Kept> m_changes;
    std::size_t m_done = 0; ///< the first so many are done, the others undone
    std::size_t m_bytes = 0;
};

} // namespace latentbrush::document
