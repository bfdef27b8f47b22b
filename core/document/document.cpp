#include "document/document.h"

namespace latentbrush::document {

namespace {

/// The values that the state has now under the keys of `wanted`, null for none.
nlohmann::json presentValues(const DocumentState& state, const nlohmann::json& wanted) {
    const auto all = valuesOf(state);
    auto present = nlohmann::json::object();
    for (const auto& [key, value] : wanted.items()) {
        const auto found = all.find(key);
        present[key] = found == all.end() ? nlohmann::json() : *found;
    }
    return present;
}

} // namespace

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
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        const auto swaps = swapsBetween(id, m_state.layer(id), wanted.layer(id));
        change.tiles.insert(change.tiles.end(), swaps.begin(), swaps.end());
    }
    addValues(change, valuesOf(m_state), valuesOf(wanted));
    return change;
}

Result<> Document::apply(Change change) {
    if (change.empty())
        return {};
    if (auto fits = checkTiles(m_state, change.tiles); !fits)
        return fits;
    auto before = presentValues(m_state, change.valuesAfter);
    if (auto set = setValuesOf(m_state, change.valuesAfter); !set)
        return set;
    change.valuesBefore = std::move(before);
    for (auto& swap : change.tiles) {
        auto& layer = m_state.layer(swap.layer);
        swap.before = layer.tile(swap.tile);
        layer.setTile(swap.tile, swap.after);
    }
    m_history.push(std::move(change));
    return {};
}

bool Document::undo() {
    const Change* change = m_history.undo();
    if (!change)
        return false;
    // Backwards: a change may name a tile twice.
    for (auto swap = change->tiles.rbegin(); swap != change->tiles.rend(); ++swap)
        m_state.layer(swap->layer).setTile(swap->tile, swap->before);
    return setValuesOf(m_state, change->valuesBefore).has_value();
}

bool Document::redo() {
    const Change* change = m_history.redo();
    if (!change)
        return false;
    for (const auto& swap : change->tiles)
        m_state.layer(swap.layer).setTile(swap.tile, swap.after);
    return setValuesOf(m_state, change->valuesAfter).has_value();
}

} // namespace latentbrush::document
