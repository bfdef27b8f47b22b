#include "document/document_step.h"

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

bool isTileOf(const DocumentState& state, const TileSwap& swap) {
    return swap.tile >= 0 && swap.tile < state.layer(swap.layer).tileCount();
}

/// The tile of that number, none beyond the layer.
SharedTile tileOf(const DocumentState& state, const TileSwap& swap) {
    return isTileOf(state, swap) ? state.layer(swap.layer).tile(swap.tile) : nullptr;
}

/// Each swap names a tile of the canvas that comes or, where nothing comes, of the one that goes.
Result<> checkTilesOfResize(const DocumentState& old, const DocumentState& now,
                            const std::vector<TileSwap>& tiles) {
    for (const auto& swap : tiles)
        if (auto fits = checkTiles(now, {swap}); !fits)
            if (swap.after || !checkTiles(old, {swap}))
                return fits;
    return {};
}

Result<> applyResize(DocumentState& state, Change& change) {
    auto wanted = state;
    if (auto set = setValuesOf(wanted, change.valuesAfter); !set)
        return set;
    if (auto fits = checkTilesOfResize(state, wanted, change.tiles); !fits)
        return fits;
    for (const auto& swap : change.tiles)
        if (isTileOf(wanted, swap))
            wanted.layer(swap.layer).setTile(swap.tile, swap.after);
    change.valuesBefore = presentValues(state, change.valuesAfter);
    change.tiles = swapsBetween(state, wanted);
    state = std::move(wanted);
    return {};
}

} // namespace

Result<> applyChange(DocumentState& state, Change& change) {
    if (change.resizes())
        return applyResize(state, change);
    if (auto fits = checkTiles(state, change.tiles); !fits)
        return fits;
    auto before = presentValues(state, change.valuesAfter);
    if (auto set = setValuesOf(state, change.valuesAfter); !set)
        return set;
    change.valuesBefore = std::move(before);
    for (auto& swap : change.tiles) {
        auto& layer = state.layer(swap.layer);
        swap.before = layer.tile(swap.tile);
        layer.setTile(swap.tile, swap.after);
    }
    return {};
}

bool undoChange(DocumentState& state, Change& change) {
    // The values in between: a size makes the layers blank ones of that size. Backwards: a change that is no
    // resize may name a tile twice.
    const bool resizes = change.resizes();
    for (auto swap = change.tiles.rbegin(); swap != change.tiles.rend(); ++swap) {
        swap->after = tileOf(state, *swap);
        if (!resizes)
            state.layer(swap->layer).setTile(swap->tile, swap->before);
    }
    if (!setValuesOf(state, change.valuesBefore))
        return false;
    for (const auto& swap : change.tiles)
        if (resizes && isTileOf(state, swap))
            state.layer(swap.layer).setTile(swap.tile, swap.before);
    return true;
}

bool redoChange(DocumentState& state, Change& change) {
    return applyChange(state, change).has_value();
}

} // namespace latentbrush::document
