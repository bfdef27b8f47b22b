#include "ui/painting/composed_tiles.h"

#include "ui/painting/rects.h"

#include <QPainter>
#include <cstring>
#include <utility>

namespace latentbrush::ui {
namespace {

using document::kTileEdge;
using document::Rect;

quint64 keyOf(int level, int column, int row) {
    return (quint64(level) << 48) | (quint64(column) << 24) | quint64(row);
}

/// The document's pixels that a rectangle of a level stands for.
Rect expanded(const Rect& rect, int level, const Rect& bounds) {
    return intersected({rect.x << level, rect.y << level, rect.width << level, rect.height << level}, bounds);
}

/// Outwards to whole pixels of the level.
Rect aligned(const Rect& rect, int level, const Rect& bounds) {
    const int step = 1 << level;
    const int x = rect.x / step * step;
    const int y = rect.y / step * step;
    const int right = (rect.right() + step - 1) / step * step;
    const int bottom = (rect.bottom() + step - 1) / step * step;
    return intersected({x, y, right - x, bottom - y}, bounds);
}

/// As it is drawn: what is larger than its place is made smaller once, by means, not at each pixel.
QImage prepared(const PictureOver& over) {
    const auto premultiplied = over.picture.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    const auto size = premultiplied.size().boundedTo(over.place.size());
    return premultiplied.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

bool samePlaceAndPicture(const PictureOver& a, const PictureOver& b) {
    return a.place == b.place && a.picture.cacheKey() == b.picture.cacheKey();
}

} // namespace

void ComposedTiles::reset() {
    m_tiles.clear();
}

void ComposedTiles::setLook(const MaskLook& look) {
    if (look == m_look)
        return;
    m_look = look;
    reset();
}

Rect ComposedTiles::setOver(const std::optional<PictureOver>& over) {
    const auto was = std::exchange(m_over, over);
    Rect stale = united(was ? toRect(was->place) : Rect{}, over ? toRect(over->place) : Rect{});
    if (was && over && samePlaceAndPicture(*was, *over)) {
        const auto [from, to] = std::minmax({was->firstColumn(), over->firstColumn()});
        stale = {from, stale.y, to - from, stale.height};
    } else {
        m_drawn = over ? prepared(*over) : QImage();
    }
    markStale(stale);
    return stale;
}

void ComposedTiles::markStale(const Rect& rect) {
    for (auto& [key, cached] : m_tiles) {
        const int level = static_cast<int>(key >> 48);
        const int edge = kTileEdge << level;
        const Rect place{static_cast<int>((key >> 24) & 0xffffff) * edge,
                         static_cast<int>(key & 0xffffff) * edge, edge, edge};
        const Rect part = intersected(place, rect);
        if (part.empty())
            continue;
        for (int y = part.y / kTileEdge; y <= (part.bottom() - 1) / kTileEdge; ++y)
            for (int x = part.x / kTileEdge; x <= (part.right() - 1) / kTileEdge; ++x) {
                const Rect inTile = intersected(part, {x * kTileEdge, y * kTileEdge, kTileEdge, kTileEdge});
                auto& stale = cached.stale[y * (document::TiledLayer::kMaxEdge / kTileEdge) + x];
                stale = united(stale, inTile);
            }
    }
}

Rect ComposedTiles::boundsOf(const SeenLayers& layers, int level) {
    const int step = 1 << level;
    return {0, 0, (layers.picture.width() + step - 1) / step, (layers.picture.height() + step - 1) / step};
}

bool ComposedTiles::read(const SeenLayers& layers, int level, const Rect& rect, const QDeadlineTimer& until,
                         quint32* pixels, int stride) {
    if (rect.empty())
        return true;
    ++m_reads;
    bool whole = true;
    for (int row = rect.y / kTileEdge; row <= (rect.bottom() - 1) / kTileEdge; ++row)
        for (int column = rect.x / kTileEdge; column <= (rect.right() - 1) / kTileEdge; ++column) {
            const Rect place{column * kTileEdge, row * kTileEdge, kTileEdge, kTileEdge};
            const Rect part = intersected(place, rect);
            auto& cached = cachedAt(layers, level, column, row);
            if (!cached.stale.empty())
                whole = freshen(layers, level, place, cached, part, until) && whole;
            for (int y = part.y; y < part.bottom(); ++y)
                std::memcpy(pixels + std::size_t(y - rect.y) * stride + (part.x - rect.x),
                            cached.pixels.data() + std::size_t(y - place.y) * kTileEdge + (part.x - place.x),
                            std::size_t(part.width) * sizeof(quint32));
        }
    if (bytes() > m_limit)
        dropUnread();
    return whole;
}

ComposedTiles::Cached& ComposedTiles::cachedAt(const SeenLayers& layers, int level, int column, int row) {
    auto& cached = m_tiles[keyOf(level, column, row)];
    if (cached.pixels.empty()) {
        cached.pixels.assign(std::size_t(kTileEdge) * kTileEdge, 0U);
        const Rect place{column * kTileEdge, row * kTileEdge, kTileEdge, kTileEdge};
        const auto bounds = layers.picture.bounds();
        for (const int tile : layers.picture.tilesIn(expanded(place, level, bounds))) {
            const auto rect = layers.picture.rectOf(tile);
            const int number =
                rect.y / kTileEdge * (document::TiledLayer::kMaxEdge / kTileEdge) + rect.x / kTileEdge;
            cached.stale[number] = rect;
        }
    }
    cached.readAt = m_reads;
    return cached;
}

bool ComposedTiles::freshen(const SeenLayers& layers, int level, const Rect& place, Cached& cached,
                            const Rect& wanted, const QDeadlineTimer& until) {
    const Rect needed = expanded(wanted, level, layers.picture.bounds());
    for (auto stale = cached.stale.begin(); stale != cached.stale.end();) {
        if (intersected(stale->second, needed).empty()) {
            ++stale;
            continue;
        }
        if (until.hasExpired())
            return false;
        const auto tiles = layers.picture.tilesIn(stale->second);
        if (!tiles.empty())
            make(layers, level, place, cached, tiles.front(), stale->second);
        stale = cached.stale.erase(stale);
    }
    return true;
}

void ComposedTiles::make(const SeenLayers& layers, int level, const Rect& place, Cached& cached, int tile,
                         Rect rect) {
    rect = aligned(rect, level, layers.picture.bounds());
    quint32* const to = cached.pixels.data() + std::size_t((rect.y >> level) - place.y) * kTileEdge +
                        ((rect.x >> level) - place.x);
    if (level == 0)
        return composeSeen(layers, tile, rect, to, kTileEdge);
    m_block.resize(std::size_t(kTileEdge) * kTileEdge);
    composeSeen(layers, tile, rect, m_block.data(), rect.width);
    int width = rect.width, height = rect.height;
    for (int step = 0; step < level; ++step)
        halve(m_block.data(), width, height);
    for (int y = 0; y < height; ++y)
        std::memcpy(to + std::size_t(y) * kTileEdge, m_block.data() + std::size_t(y) * width,
                    std::size_t(width) * sizeof(quint32));
}

void ComposedTiles::composeSeen(const SeenLayers& layers, int tile, const Rect& rect, quint32* pixels,
                                int stride) const {
    const Rect under = m_over ? intersected(rect, toRect(m_over->place)) : Rect{};
    if (under != rect)
        compose(layers, tile, rect, m_look, pixels, stride);
    if (under.empty())
        return;
    MaskLook withoutMask;
    withoutMask.kind = MaskLook::Kind::Hidden;
    auto* corner = pixels + std::size_t(under.y - rect.y) * stride + (under.x - rect.x);
    compose(layers, tile, under, withoutMask, corner, stride);
    QImage target(reinterpret_cast<uchar*>(corner), under.width, under.height,
                  qsizetype(stride) * qsizetype(sizeof(quint32)), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&target);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(-under.x, -under.y);
    painter.setClipRect(m_over->seen());
    painter.drawImage(m_over->place, m_drawn);
}

std::size_t ComposedTiles::bytes() const {
    return m_tiles.size() * kTileEdge * kTileEdge * sizeof(quint32);
}

void ComposedTiles::dropUnread() {
    // To three quarters, so that it is not looked for at each tile.
    std::vector<std::pair<quint64, quint64>> byAge;
    for (const auto& [key, cached] : m_tiles)
        if (cached.readAt != m_reads)
            byAge.emplace_back(cached.readAt, key);
    std::sort(byAge.begin(), byAge.end());
    for (const auto& [age, key] : byAge) {
        if (bytes() <= m_limit / 4 * 3)
            return;
        m_tiles.erase(key);
    }
}

} // namespace latentbrush::ui
