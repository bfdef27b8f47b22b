#include "ui/painting/screen_picture.h"

#include "ui/canvas/view_transform.h"
#include "ui/painting/rects.h"

#include <cmath>
#include <cstring>

namespace latentbrush::ui {
namespace {

using document::Rect;

constexpr int kBlock = 256; ///< sampled at once, so that the time can be looked at in between
constexpr int kSquare = 10; ///< of the checkerboard, in logical pixels

/// The level that is at least as fine as the screen.
int levelOf(double zoom) {
    if (zoom >= 1)
        return 0;
    return std::min(ComposedTiles::kDeepest, static_cast<int>(std::floor(std::log2(1 / zoom) + 1e-9)));
}

quint32 mixed(quint32 a, quint32 b, quint32 part) { ///< `part` of 256 of b
    constexpr quint32 kPair = 0xff00ffU;
    const quint32 rest = 256 - part;
    const quint32 even = ((a & kPair) * rest + (b & kPair) * part) >> 8;
    const quint32 odd = ((a >> 8) & kPair) * rest + ((b >> 8) & kPair) * part;
    return (even & kPair) | (odd & ~kPair);
}

/// Between which two pixels of `count` a position lies, and how far.
struct Between {
    int first = 0;
    int second = 0;
    quint32 part = 0;
};
Between between(double position, int count) {
    position += 1e-7; // the same wherever the block begins that it was reckoned from
    const double whole = std::floor(position);
    const int at = static_cast<int>(whole);
    return {std::clamp(at, 0, count - 1), std::clamp(at + 1, 0, count - 1),
            static_cast<quint32>((position - whole) * 256)};
}

} // namespace

bool ScreenPicture::follow(const ViewTransform& transform, QSize view, QSize document) {
    const double ratio = transform.pixelRatio();
    const QSize device(static_cast<int>(std::ceil(view.width() * ratio)),
                       static_cast<int>(std::ceil(view.height() * ratio)));
    const auto corner = (transform.frame().topLeft() * ratio).toPoint();
    const QRect frame(corner,
                      QSize(static_cast<int>(std::ceil(document.width() * transform.zoom() - 1e-6)),
                            static_cast<int>(std::ceil(document.height() * transform.zoom() - 1e-6))));
    if (device == m_image.size() && frame == m_frame && transform.zoom() == m_zoom && ratio == m_ratio)
        return false;
    const bool onlyMoved = device == m_image.size() && frame.size() == m_frame.size() &&
                           transform.zoom() == m_zoom && ratio == m_ratio;
    const auto by = frame.topLeft() - m_frame.topLeft();
    m_frame = frame;
    m_zoom = transform.zoom();
    m_ratio = ratio;
    if (onlyMoved) {
        scroll(by);
        return true;
    }
    if (device != m_image.size())
        m_image = QImage(device, QImage::Format_RGB32);
    m_image.setDevicePixelRatio(ratio);
    markAllDirty();
    return true;
}

void ScreenPicture::setSquares(QRgb light, QRgb dark) {
    m_light = light;
    m_dark = dark;
    markAllDirty();
}

void ScreenPicture::markDirty(const QRect& rect) {
    m_dirty += rect.intersected(QRect({0, 0}, m_image.size()));
}

void ScreenPicture::scroll(QPoint by) {
    const QRect all({0, 0}, m_image.size());
    const QRect kept = all.intersected(all.translated(by));
    if (!kept.isEmpty()) {
        QImage moved(m_image.size(), QImage::Format_RGB32);
        moved.setDevicePixelRatio(m_ratio);
        for (int y = kept.top(); y <= kept.bottom(); ++y)
            std::memcpy(moved.scanLine(y) + kept.x() * 4,
                        m_image.constScanLine(y - by.y()) + (kept.x() - by.x()) * 4,
                        std::size_t(kept.width()) * 4);
        m_image = std::move(moved);
    }
    m_dirty = (m_dirty.translated(by) & all) + (QRegion(all) - kept);
}

QRect ScreenPicture::deviceRectOf(const Rect& rect) const {
    if (rect.empty())
        return {};
    // A smooth pixel also shows its neighbours'.
    const double more =
        m_zoom >= ViewTransform::kSquaresFrom ? 0 : std::max(1.0, double(1 << levelOf(m_zoom)));
    const QRectF place((rect.x - more) * m_zoom, (rect.y - more) * m_zoom, (rect.width + 2 * more) * m_zoom,
                       (rect.height + 2 * more) * m_zoom);
    return place.translated(m_frame.topLeft()).toAlignedRect();
}

QRegion ScreenPicture::refresh(const SeenLayers& layers, ComposedTiles& tiles, const QRect& wanted,
                               const QDeadlineTimer& until) {
    const QRegion needed = m_dirty & wanted & m_frame & QRect({0, 0}, m_image.size());
    QRegion left;
    for (const auto& part : needed)
        for (int y = part.top(); y <= part.bottom(); y += kBlock)
            for (int x = part.left(); x <= part.right(); x += kBlock) {
                const auto block = QRect(x, y, kBlock, kBlock).intersected(part);
                if (!sample(layers, tiles, block, until))
                    left += block;
            }
    m_dirty = (m_dirty - wanted) + left;
    return left;
}

bool ScreenPicture::sample(const SeenLayers& layers, ComposedTiles& tiles, const QRect& rect,
                           const QDeadlineTimer& until) {
    const int level = levelOf(m_zoom);
    const double scale = m_zoom * (1 << level); // device pixels a pixel of the level
    const auto bounds = ComposedTiles::boundsOf(layers, level);
    const auto from = QPointF(rect.topLeft() - m_frame.topLeft()) / scale;
    const auto to = QPointF(rect.bottomRight() + QPoint(1, 1) - m_frame.topLeft()) / scale;
    const int x = std::clamp(static_cast<int>(std::floor(from.x())) - 1, 0, bounds.width - 1);
    const int y = std::clamp(static_cast<int>(std::floor(from.y())) - 1, 0, bounds.height - 1);
    const Rect source =
        intersected(bounds, {x, y, static_cast<int>(to.x()) + 2 - x, static_cast<int>(to.y()) + 2 - y});
    m_source.resize(std::size_t(source.width) * source.height);
    const bool whole = tiles.read(layers, level, source, until, m_source.data(), source.width);
    const bool oneToOne = std::abs(scale - 1) < 1e-9;
    if (oneToOne || m_zoom >= ViewTransform::kSquaresFrom)
        sampleNearest(source, rect, scale);
    else
        sampleSmooth(source, rect, scale);
    layOnSquares(rect);
    return whole;
}

void ScreenPicture::sampleNearest(const Rect& source, const QRect& rect, double scale) {
    std::vector<int> columns(static_cast<std::size_t>(rect.width()));
    for (int x = 0; x < rect.width(); ++x)
        columns[static_cast<std::size_t>(x)] = std::clamp(
            static_cast<int>((rect.x() + x + 0.5 - m_frame.x()) / scale) - source.x, 0, source.width - 1);
    int shown = -1;
    for (int y = 0; y < rect.height(); ++y) {
        auto* to = reinterpret_cast<quint32*>(m_image.scanLine(rect.y() + y)) + rect.x();
        const int row = std::clamp(static_cast<int>((rect.y() + y + 0.5 - m_frame.y()) / scale) - source.y, 0,
                                   source.height - 1);
        if (row == shown) {
            const auto* above = m_image.constScanLine(rect.y() + y - 1) + std::size_t(rect.x()) * 4;
            std::memcpy(to, above, std::size_t(rect.width()) * 4);
            continue;
        }
        shown = row;
        const auto* from = m_source.data() + std::size_t(row) * source.width;
        for (int x = 0; x < rect.width(); ++x)
            to[x] = from[columns[static_cast<std::size_t>(x)]];
    }
}

void ScreenPicture::sampleSmooth(const Rect& source, const QRect& rect, double scale) {
    std::vector<Between> columns(static_cast<std::size_t>(rect.width()));
    for (int x = 0; x < rect.width(); ++x)
        columns[static_cast<std::size_t>(x)] =
            between((rect.x() + x + 0.5 - m_frame.x()) / scale - 0.5 - source.x, source.width);
    m_row.resize(static_cast<std::size_t>(source.width));
    for (int y = 0; y < rect.height(); ++y) {
        auto* to = reinterpret_cast<quint32*>(m_image.scanLine(rect.y() + y)) + rect.x();
        const auto rows = between((rect.y() + y + 0.5 - m_frame.y()) / scale - 0.5 - source.y, source.height);
        const auto* upper = m_source.data() + std::size_t(rows.first) * source.width;
        const auto* lower = m_source.data() + std::size_t(rows.second) * source.width;
        for (int x = 0; x < source.width; ++x)
            m_row[static_cast<std::size_t>(x)] = mixed(upper[x], lower[x], rows.part);
        for (const auto& column : columns)
            *to++ = mixed(m_row[static_cast<std::size_t>(column.first)],
                          m_row[static_cast<std::size_t>(column.second)], column.part);
    }
}

void ScreenPicture::layOnSquares(const QRect& rect) {
    const int edge = std::max(1, static_cast<int>(std::lround(kSquare * m_ratio)));
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        auto* pixel = reinterpret_cast<quint32*>(m_image.scanLine(y)) + rect.x();
        const int row = (y - m_frame.y()) / edge;
        for (int x = rect.left(); x <= rect.right(); ++x, ++pixel)
            if ((*pixel >> 24) != 255)
                *pixel = blended((row + (x - m_frame.x()) / edge) % 2 ? m_dark : m_light, *pixel);
    }
}

} // namespace latentbrush::ui
