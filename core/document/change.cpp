#include "document/change.h"

#include <algorithm>
#include <cassert>

namespace latentbrush::document {

namespace {

nlohmann::json valueOf(const nlohmann::json& object, const std::string& key) {
    const auto found = object.find(key);
    return found == object.end() ? nlohmann::json() : *found;
}

SharedTile tileOf(const TiledLayer& layer, int tile) {
    return tile < layer.tileCount() ? layer.tile(tile) : nullptr;
}

} // namespace

std::vector<TileSwap> swapsBetween(LayerId id, const TiledLayer& before, const TiledLayer& after) {
    assert(before.channels() == after.channels());
    const bool sameSize = before.bounds() == after.bounds();
    std::vector<TileSwap> swaps;
    for (int tile = 0; tile < std::max(before.tileCount(), after.tileCount()); ++tile) {
        auto old = tileOf(before, tile);
        auto now = tileOf(after, tile);
        if (sameSize && old == now)
            continue;
        if (now && now->blank())
            now = nullptr;
        if (sameSize ? old != now : old || now)
            swaps.push_back({id, tile, std::move(old), std::move(now)});
    }
    return swaps;
}

Change reversed(const Change& change) {
    Change back{change.name, {}, change.valuesAfter, change.valuesBefore};
    // The last first: a change may name a tile twice.
    for (auto swap = change.tiles.rbegin(); swap != change.tiles.rend(); ++swap)
        back.tiles.push_back({swap->layer, swap->tile, swap->after, swap->before});
    return back;
}

void addValues(Change& change, const nlohmann::json& before, const nlohmann::json& after) {
    nlohmann::json keys = before;
    keys.update(after);
    for (const auto& [key, value] : keys.items()) {
        auto old = valueOf(before, key);
        auto now = valueOf(after, key);
        if (old == now)
            continue;
        change.valuesBefore[key] = std::move(old);
        change.valuesAfter[key] = std::move(now);
    }
}

void setValues(nlohmann::json& object, const nlohmann::json& values) {
    for (const auto& [key, value] : values.items()) {
        if (value.is_null())
            object.erase(key);
        else
            object[key] = value;
    }
}

} // namespace latentbrush::document
