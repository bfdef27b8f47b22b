#include "document/change.h"

#include <cassert>

namespace latentbrush::document {

namespace {

nlohmann::json valueOf(const nlohmann::json& object, const std::string& key) {
    const auto found = object.find(key);
    return found == object.end() ? nlohmann::json() : *found;
}

} // namespace

std::vector<TileSwap> swapsBetween(LayerId id, const TiledLayer& before, const TiledLayer& after) {
    assert(before.tileCount() == after.tileCount() && before.channels() == after.channels());
    std::vector<TileSwap> swaps;
    for (int tile = 0; tile < before.tileCount(); ++tile) {
        const auto& old = before.tile(tile);
        auto now = after.tile(tile);
        if (old == now)
            continue;
        if (now && now->blank())
            now = nullptr;
        if (old != now)
            swaps.push_back({id, tile, old, std::move(now)});
    }
    return swaps;
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
