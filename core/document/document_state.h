#pragma once

#include "document/change.h"

namespace latentbrush::document {

/// All that a person works on, as a value: a copy is a snapshot that shares the tiles, for a worker or to
/// try something on. The layers have one size.
struct DocumentState {
    TiledLayer picture;                                 ///< RGBA
    TiledLayer mask;                                    ///< what to generate anew, 255 = all of it
    TiledLayer sketch;                                  ///< RGBA, over the picture
    Rect frame;                                         ///< what is generated, within the layers
    nlohmann::json settings = nlohmann::json::object(); ///< prompt and request, by key

    TiledLayer& layer(LayerId id);
    const TiledLayer& layer(LayerId id) const;
    bool operator==(const DocumentState&) const = default;
};

/// 4 or 1.
int channelsOf(LayerId id);

/// Blank layers and a frame around all. InvalidSize, see TiledLayer.
Result<DocumentState> blankState(int width, int height);

/// Arrays and objects inside one another in a setting: what is in a document can be written and read back.
inline constexpr int kSettingDepthLimit = 32;

/// Three layers of one size and the right channels, a frame within them, settings that are an object.
/// InvalidRequest (subject: what is wrong).
Result<> checkState(const DocumentState& state);

/// Each tile can be the one of that number in that layer. InvalidRequest.
Result<> checkTiles(const DocumentState& state, const std::vector<TileSwap>& tiles);

/// The tiles of all layers, see the other swapsBetween.
std::vector<TileSwap> swapsBetween(const DocumentState& before, const DocumentState& after);

/// What a Change names besides tiles: "size" = [width, height], "frame" = [x, y, width, height],
/// "settings.KEY" = …
nlohmann::json valuesOf(const DocumentState& state);

/// Sets the values that are named; a setting that is null is taken out. A size makes the layers blank ones of
/// that size. InvalidRequest (subject: the key) for a key that there is not, a size that no layer has, a
/// frame, the one there is too, that is not within the layers, or a setting that is too deep; nothing is
/// changed then.
Result<> setValuesOf(DocumentState& state, const nlohmann::json& values);

} // namespace latentbrush::document
