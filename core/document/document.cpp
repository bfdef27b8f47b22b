#include "document/document.h"

#include "document/document_step.h"

namespace latentbrush::document {

Document::Document(DocumentState state, std::size_t undoLimit)
    : m_state(std::move(state)), m_history(undoLimit) {}

Result<Document> Document::create(int width, int height, std::size_t undoLimit) {
    auto state = blankState(width, height);
    if (!state)
        return failure(state);
    return Document(std::move(*state), undoLimit);
}

Result<Document> Document::create(DocumentState state, std::size_t undoLimit) {
    if (auto checked = checkState(state); !checked)
        return failure(checked);
    return Document(std::move(state), undoLimit);
}

Change Document::changeTo(std::string name, const DocumentState& wanted) const {
    Change change;
    change.name = std::move(name);
    change.tiles = swapsBetween(m_state, wanted);
    addValues(change, valuesOf(m_state), valuesOf(wanted));
    return change;
}

void Document::spillHistory(std::shared_ptr<SpillFile> file, std::uintmax_t limit) {
    m_history.spillTo(std::move(file), limit);
}

Result<> Document::apply(Change change) {
    if (change.empty())
        return {};
    if (auto applied = applyChange(m_state, change); !applied)
        return applied;
    m_history.push(std::move(change));
    return {};
}

Result<> Document::applyUndone(Change undo) {
    if (m_history.canUndo())
        return failure(ErrorCode::InvalidRequest, "history", "not at its beginning");
    if (auto applied = applyChange(m_state, undo); !applied)
        return applied;
    m_history.pushUndone(reversed(undo));
    return {};
}

bool Document::undo() {
    Change* change = m_history.undo();
    return change && undoChange(m_state, *change);
}

bool Document::redo() {
    Change* change = m_history.redo();
    return change && redoChange(m_state, *change);
}

} // namespace latentbrush::document
