#include "document/tiled_layer.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstring>
#include <string>

namespace latentbrush::document {

namespace {

bool allZero(const std::uint8_t* bytes, std::size_t count) {
    return count == 0 || (bytes[0] == 0 && std::memcmp(bytes, bytes + 1, count - 1) == 0);
}

/// Two tiles of which either may be null.
bool samePixels(const SharedTile& a, const SharedTile& b) {
    if (a == b)
        return true;
    if (!a || !b)
        return (a ? a : b)->blank();
    return *a == *b;
}

/// The smallest rectangle, within the tile, around what is not zero.
Rect contentOf(const Tile& tile, int channels) {
    const std::size_t rowBytes = std::size_t(kTileEdge) * channels;
    int left = kTileEdge, right = 0, top = kTileEdge, bottom = 0;
    for (int y = 0; y < kTileEdge; ++y) {
        const auto* row = tile.pixels.data() + y * rowBytes;
        if (allZero(row, rowBytes))
            continue;
        const auto* end = row + rowBytes;
        const auto isSet = [](std::uint8_t value) { return value != 0; };
        const auto* first = std::find_if(row, end, isSet);
        const auto* last = end - 1;
        while (*last == 0)
            --last;
        left = std::min(left, static_cast<int>(first - row) / channels);
        right = std::max(right, static_cast<int>(last - row) / channels + 1);
        top = std::min(top, y);
        bottom = y + 1;
    }
    return {left, top, right - left, bottom - top};
}

} // namespace

bool Tile::blank() const {
    return allZero(pixels.data(), pixels.size());
}

Result<TiledLayer> TiledLayer::create(int width, int height, int channels) {
    if (width < 1 || height < 1 || width > kMaxEdge || height > kMaxEdge)
        return failure(ErrorCode::InvalidSize, std::to_string(width) + "x" + std::to_string(height));
    if (channels != 1 && channels != 4)
        return failure(ErrorCode::InvalidRequest, "channels", std::to_string(channels));
    TiledLayer layer;
    layer.m_width = width;
    layer.m_height = height;
    layer.m_channels = channels;
    const int rows = (height + kTileEdge - 1) / kTileEdge;
    layer.m_tiles.resize(static_cast<std::size_t>(layer.columns()) * rows);
    return layer;
}

Rect TiledLayer::rectOf(int tile) const {
    const int column = tile % columns();
    const int row = tile / columns();
    return intersected({column * kTileEdge, row * kTileEdge, kTileEdge, kTileEdge}, bounds());
}

std::vector<int> TiledLayer::tilesIn(const Rect& rect) const {
    std::vector<int> tiles;
    const Rect inside = intersected(rect, bounds());
    if (inside.empty())
        return tiles;
    for (int row = inside.y / kTileEdge; row <= (inside.bottom() - 1) / kTileEdge; ++row)
        for (int column = inside.x / kTileEdge; column <= (inside.right() - 1) / kTileEdge; ++column)
            tiles.push_back(row * columns() + column);
    return tiles;
}

bool TiledLayer::fits(int tile, const SharedTile& replacement) const {
    return tile >= 0 && tile < tileCount() && (!replacement || replacement->pixels.size() == tileBytes());
}

void TiledLayer::setTile(int tile, SharedTile replacement) {
    assert(fits(tile, replacement));
    m_tiles[static_cast<std::size_t>(tile)] = std::move(replacement);
}

std::uint8_t* TiledLayer::writeableTile(int tile) {
    auto& held = m_tiles[static_cast<std::size_t>(tile)];
    if (!held) {
        held = std::make_shared<Tile>(Tile{std::vector<std::uint8_t>(tileBytes())});
    } else if (held.use_count() != 1) {
        held = std::make_shared<Tile>(*held);
    } else {
        // Ours alone, perhaps only just: what another thread read before it let go has been read.
        std::atomic_thread_fence(std::memory_order_acquire);
    }
    return const_cast<Tile&>(*held).pixels.data(); // no other pointer to it is left, and none was born const
}

image::Image TiledLayer::read(const Rect& rect) const {
    image::Image picture{std::max(rect.width, 0), std::max(rect.height, 0), m_channels, {}};
    picture.pixels.resize(static_cast<std::size_t>(picture.width) * picture.height * m_channels);
    for (const int tile : tilesIn(rect)) {
        const auto& held = m_tiles[static_cast<std::size_t>(tile)];
        if (!held)
            continue;
        const Rect inTile = rectOf(tile);
        const Rect part = intersected(inTile, rect);
        for (int y = part.y; y < part.bottom(); ++y) {
            const auto from = std::size_t(y - inTile.y) * kTileEdge + (part.x - inTile.x);
            const auto to = std::size_t(y - rect.y) * picture.width + (part.x - rect.x);
            std::memcpy(picture.pixels.data() + to * m_channels, held->pixels.data() + from * m_channels,
                        std::size_t(part.width) * m_channels);
        }
    }
    return picture;
}

Result<> TiledLayer::write(const image::Image& picture, int x, int y) {
    if (picture.channels != m_channels)
        return failure(ErrorCode::InvalidRequest, "channels", std::to_string(picture.channels));
    if (picture.width < 0 || picture.height < 0 ||
        picture.pixels.size() != static_cast<std::size_t>(picture.width) * picture.height * m_channels)
        return failure(ErrorCode::InvalidRequest, "pixels", std::to_string(picture.pixels.size()));
    const Rect rect{x, y, picture.width, picture.height};
    for (const int tile : tilesIn(rect)) {
        auto* pixels = writeableTile(tile);
        const Rect inTile = rectOf(tile);
        const Rect part = intersected(inTile, rect);
        for (int row = part.y; row < part.bottom(); ++row) {
            const auto to = std::size_t(row - inTile.y) * kTileEdge + (part.x - inTile.x);
            std::memcpy(pixels + to * m_channels, picture.at(part.x - x, row - y),
                        std::size_t(part.width) * m_channels);
        }
    }
    dropBlankTiles(rect);
    return {};
}

void TiledLayer::dropBlankTiles(const Rect& rect) {
    for (const int tile : tilesIn(rect))
        if (auto& held = m_tiles[static_cast<std::size_t>(tile)]; held && held->blank())
            held.reset();
}

bool TiledLayer::hasPaintIn(const Rect& rect) const {
    const auto channels = static_cast<std::size_t>(m_channels);
    return std::ranges::any_of(tilesIn(rect), [&](int number) {
        if (!tile(number))
            return false;
        const auto part = read(intersected(rectOf(number), rect));
        for (auto i = channels - 1; i < part.pixels.size(); i += channels)
            if (part.pixels[i] > 0)
                return true;
        return false;
    });
}

Rect TiledLayer::contentBounds() const {
    Rect content;
    for (int tile = 0; tile < tileCount(); ++tile) {
        const auto& held = m_tiles[static_cast<std::size_t>(tile)];
        if (!held || held->blank())
            continue;
        const Rect place = rectOf(tile);
        const Rect part = contentOf(*held, m_channels);
        content = united(content, {place.x + part.x, place.y + part.y, part.width, part.height});
    }
    return content;
}

std::size_t TiledLayer::bytes() const {
    std::size_t held = 0;
    for (const auto& tile : m_tiles)
        held += tile ? tileBytes() : 0;
    return held;
}

bool TiledLayer::operator==(const TiledLayer& other) const {
    return m_width == other.m_width && m_height == other.m_height && m_channels == other.m_channels &&
           std::equal(m_tiles.begin(), m_tiles.end(), other.m_tiles.begin(), samePixels);
}

} // namespace latentbrush::document
