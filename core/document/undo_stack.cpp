#include "document/undo_stack.h"

#include "document/json_text.h"

namespace latentbrush::document {

namespace {

std::size_t bytesOf(const SharedTile& tile) {
    return tile ? tile->pixels.size() : 0;
}

std::size_t valueBytesOf(const Change& change) {
    return jsonText(change.valuesBefore).size() + jsonText(change.valuesAfter).size();
}

} // namespace

void UndoStack::push(Change change) {
    cutRedo();
    Kept kept{std::move(change)};
    kept.bytesDone = kept.bytesUndone = valueBytesOf(kept.change);
    for (const auto& swap : kept.change.tiles) {
        kept.bytesDone += bytesOf(swap.before);
        kept.bytesUndone += bytesOf(swap.after);
    }
    m_bytes += kept.bytesDone;
    m_changes.push_back(std::move(kept));
    m_done = m_changes.size();
    dropOldest();
}

const Change* UndoStack::undo() {
    if (!canUndo())
        return nullptr;
    const auto& kept = m_changes[--m_done];
    m_bytes += kept.bytesUndone - kept.bytesDone;
    return &kept.change;
}

const Change* UndoStack::redo() {
    if (!canRedo())
        return nullptr;
    const auto& kept = m_changes[m_done++];
    m_bytes += kept.bytesDone - kept.bytesUndone;
    return &kept.change;
}

std::string UndoStack::undoName() const {
    return canUndo() ? m_changes[m_done - 1].change.name : std::string();
}

std::string UndoStack::redoName() const {
    return canRedo() ? m_changes[m_done].change.name : std::string();
}

void UndoStack::cutRedo() {
    for (; canRedo(); m_changes.pop_back())
        m_bytes -= m_changes.back().bytesUndone;
}

void UndoStack::dropOldest() {
    for (; m_bytes > m_limit && m_changes.size() > 1; m_changes.pop_front(), --m_done)
        m_bytes -= m_changes.front().bytesDone;
}

} // namespace latentbrush::document
