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

    /// What makes `wanted` of the present state; its layers have the document's size.
    Change changeTo(std::string name, const DocumentState& wanted) const;

    /// Makes the change and keeps it to be undone. What the change names as before is replaced by what the
    /// document holds, so that undoing always leads back to it. InvalidRequest for a tile or a value that
    /// does not fit this document; nothing is changed then. An empty change is nothing, and is not kept.
    Result<> apply(Change change);

    /// False when there is nothing to undo or redo.
    bool undo();
    bool redo();

private:
    Document(DocumentState state, std::size_t undoLimit);

    DocumentState m_state;
    UndoStack m_history;
};

} // namespace latentbrush::document
