#pragma once

#include "document/document_state.h"
#include "document/undo_stack.h"

namespace latentbrush::document {

/// What a person works on, with its history. It changes by changes alone:
///
///     auto wanted = document.state();                // a snapshot that shares all tiles
///     dirty = stroke.drawTo(wanted.mask, point);     // while the pen is down, shown as it becomes
///     document.apply(document.changeTo("paint", wanted));
///
/// Threads: one object is for one thread at a time; snapshots of its state may go to any other.
class Document {
public:
    /// Blank. InvalidSize, see TiledLayer. `undoLimit` in bytes, see UndoStack.
    static Result<Document> create(int width, int height, std::size_t undoLimit = UndoStack::kDefaultLimit);

    /// Begins with this state and no history. InvalidRequest when its layers, frame or settings make no
    /// document (see checkState).
    static Result<Document> create(DocumentState state, std::size_t undoLimit = UndoStack::kDefaultLimit);

    const DocumentState& state() const { return m_state; }
    const UndoStack& history() const { return m_history; }

    /// Keeps on the disk what the history has no memory for, see UndoStack.
    void spillHistory(std::shared_ptr<SpillFile> file, std::uintmax_t limit = UndoStack::kDiskLimit);

    /// What makes `wanted` of the present state; its layers have one size, the document's or another (see
    /// document_resize.h).
    Change changeTo(std::string name, const DocumentState& wanted) const;

    /// Makes the change and keeps it to be undone. What the change names as before is replaced by what the
    /// document holds, so that undoing always leads back to it. InvalidRequest for a tile or a value that
    /// does not fit this document; nothing is changed then. An empty change is nothing, and is not kept.
    Result<> apply(Change change);

    /// Takes back something that was done before all that the history knows: `undo` is what takes it back,
    /// and then it can be redone. For journals, which may have forgotten what the document still knew. Errors
    /// as `apply`; InvalidRequest when there is something to undo.
    Result<> applyUndone(Change undo);

    /// False when there is nothing to undo or redo, or the disk does not give it back; nothing is changed
    /// then.
    bool undo();
    bool redo();

private:
    Document(DocumentState state, std::size_t undoLimit);

    DocumentState m_state;
    UndoStack m_history;
};

} // namespace latentbrush::document
