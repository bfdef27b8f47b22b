#pragma once

#include "document/tiled_layer.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace latentbrush::document {

/// A document's layers.
enum class LayerId : std::uint8_t { Picture, Mask, Sketch };
inline constexpr int kLayerCount = 3;

/// One tile of a layer that becomes another.
struct TileSwap {
    LayerId layer = LayerId::Picture;
    int tile = 0;
    SharedTile before;
    SharedTile after;

    bool operator==(const TileSwap&) const = default; ///< the same tiles, not the same pixels
};

/// One thing that a person did and can undo: what was swapped, in both directions, and nothing else. A plain
/// value that holds tiles as they are, without copies.
struct Change {
    std::string name; ///< an id such as "paint", never shown as it is
    std::vector<TileSwap> tiles;
    /// JSON objects of the same keys; null is a key that is not there. A change of the size has "size", see
    /// valuesOf, and names the tiles of both canvases: `before` is the tile of that number in the old one,
    /// `after` that in the new one, and what it does not name is zero.
    nlohmann::json valuesBefore = nlohmann::json::object();
    nlohmann::json valuesAfter = nlohmann::json::object();

    bool resizes() const { return valuesAfter.contains("size"); }
    bool empty() const { return tiles.empty() && valuesBefore.empty() && valuesAfter.empty(); }
    bool operator==(const Change&) const = default;
};

/// What takes it back: each before is an after.
Change reversed(const Change& change);

/// The tiles that two states of one layer do not share; tiles of zeros count as none. Between two sizes that
/// is every tile that either has. Both have the same channels.
std::vector<TileSwap> swapsBetween(LayerId id, const TiledLayer& before, const TiledLayer& after);

/// Puts the keys of two JSON objects that differ into the change's values. Nested objects count as a whole.
void addValues(Change& change, const nlohmann::json& before, const nlohmann::json& after);

/// Sets (or with null removes) each key of `values` in an object.
void setValues(nlohmann::json& object, const nlohmann::json& values);

} // namespace latentbrush::document
