#include "document/document_resize.h"

#include <algorithm>

namespace latentbrush::document {

namespace {

/// Whether tile `tile` of the new layer is one of the old, pixel for pixel, with nothing cut off.
bool isWhole(const Rect& canvas, const TiledLayer& from, const Rect& inFrom, const TiledLayer& to, int tile) {
    if (canvas.x % kTileEdge != 0 || canvas.y % kTileEdge != 0)
        return false;
    const Rect old = from.rectOf(from.tilesIn(inFrom).front());
    const Rect now = to.rectOf(tile);
    // Not a tile that ends within: what a damaged journal has in it behind the edge stays behind it.
    return old.width == now.width && old.height == now.height;
}

bool holdsAny(const TiledLayer& layer, const std::vector<int>& tiles) {
    return std::ranges::any_of(tiles, [&](int tile) { return layer.tile(tile) != nullptr; });
}

Result<TiledLayer> resized(const TiledLayer& from, const Rect& canvas) {
    auto to = TiledLayer::create(canvas.width, canvas.height, from.channels());
    const Rect kept = intersected(canvas, from.bounds());
    if (!to || kept.empty())
        return to;
    for (const int tile : to->tilesIn({kept.x - canvas.x, kept.y - canvas.y, kept.width, kept.height})) {
        const Rect place = to->rectOf(tile);
        const Rect inFrom{place.x + canvas.x, place.y + canvas.y, place.width, place.height};
        const auto sources = from.tilesIn(inFrom);
        if (!holdsAny(from, sources))
            continue;
        if (isWhole(canvas, from, inFrom, *to, tile)) {
            to->setTile(tile, from.tile(sources.front()));
        } else if (auto written = to->write(from.read(inFrom), place.x, place.y); !written) {
            return failure(written);
        }
    }
    return to;
}

Rect frameOn(const Rect& canvas, const Rect& frame) {
    const Rect part = intersected(frame, canvas);
    if (part.empty())
        return {0, 0, canvas.width, canvas.height};
    return {part.x - canvas.x, part.y - canvas.y, part.width, part.height};
}

} // namespace

Result<DocumentState> resized(const DocumentState& state, const Rect& canvas) {
    DocumentState other;
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        auto layer = resized(state.layer(id), canvas);
        if (!layer)
            return failure(layer);
        other.layer(id) = std::move(*layer);
    }
    other.frame = frameOn(canvas, state.frame);
    other.settings = state.settings;
    return other;
}

} // namespace latentbrush::document
