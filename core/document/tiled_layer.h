#pragma once

#include "base/result.h"
#include "document/rect.h"
#include "image/image.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace latentbrush::document {

inline constexpr int kTileEdge = 256;

/// 256x256 pixels, interleaved rows from the top left without padding, whose number of channels the layer
/// knows.
struct Tile {
    std::vector<std::uint8_t> pixels;

    bool blank() const; ///< zeros alone
    bool operator==(const Tile&) const = default;
};

/// Layers, snapshots and the history of changes share tiles, and none of them changes one that another holds.
/// Null is a tile of zeros; others are made as `make_shared<Tile>`, not const, for who holds one alone may
/// paint on it.
using SharedTile = std::shared_ptr<const Tile>;

/// A layer of 1 (a mask) or 4 (RGBA, straight alpha) 8-bit channels, of any size up to 16384x16384, that
/// holds only tiles in which something was painted.
///
/// A copy is a snapshot: it copies pointers, at most 4096 of them, and stays as it is while the original is
/// painted on. Threads: one object is for one thread at a time; a copy may go to any other thread.
class TiledLayer {
public:
    static constexpr int kMaxEdge = 16384;

    /// A layer without pixels.
    TiledLayer() = default;
    /// All zeros. InvalidSize for an edge outside 1 … kMaxEdge; InvalidRequest for other numbers of channels.
    static Result<TiledLayer> create(int width, int height, int channels);

    int width() const { return m_width; }
    int height() const { return m_height; }
    int channels() const { return m_channels; }
    Rect bounds() const { return {0, 0, m_width, m_height}; }

    /// Tiles are numbered row by row, 0 … tileCount() - 1. Those at the right and bottom edge are whole too;
    /// their pixels beyond the layer are zero and stay so.
    int columns() const { return (m_width + kTileEdge - 1) / kTileEdge; }
    int tileCount() const { return static_cast<int>(m_tiles.size()); }
    /// The bytes of one tile of this layer.
    std::size_t tileBytes() const { return std::size_t(kTileEdge) * kTileEdge * m_channels; }
    /// The layer's pixels in a tile.
    Rect rectOf(int tile) const;
    /// The tiles that a rectangle touches, ascending.
    std::vector<int> tilesIn(const Rect& rect) const;

    const SharedTile& tile(int tile) const { return m_tiles[static_cast<std::size_t>(tile)]; }
    /// Whether `replacement` can be tile `tile` of this layer; null always can.
    bool fits(int tile, const SharedTile& replacement) const;
    /// `replacement` has to fit.
    void setTile(int tile, SharedTile replacement);
    /// The tile's pixels for painting, which nobody else sees: a tile that others hold as well is copied
    /// first. Good until the layer is next copied or a tile of it set.
    std::uint8_t* writeableTile(int tile);

    /// The pixels of a rectangle as a picture of the layer's channels (1 for a mask); zeros beyond the layer.
    image::Image read(const Rect& rect) const;
    /// Puts the picture's pixels, zeros included, with its top left at (x, y); what is beyond the layer is
    /// left out. InvalidRequest when the picture has other channels than the layer, or not all its pixels.
    Result<> write(const image::Image& picture, int x, int y);
    /// Lets go of the tiles in the rectangle that are zeros by now.
    void dropBlankTiles(const Rect& rect);

    /// Whether anything was painted in the rectangle: whether the last channel, which says how much, is more
    /// than 0 anywhere. Stops at the first tile that has some.
    bool hasPaintIn(const Rect& rect) const;
    /// The smallest rectangle around all that is not zero (in any channel); empty for a blank layer.
    Rect contentBounds() const;
    /// The bytes of the tiles it holds, shared ones included.
    std::size_t bytes() const;

    /// The same pixels, wherever they are held.
    bool operator==(const TiledLayer& other) const;

private:
    int m_width = 0;
    int m_height = 0;
    int m_channels = 1;
    std::vector<SharedTile> m_tiles;
};

} // namespace latentbrush::document
