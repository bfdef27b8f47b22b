#pragma once

#include "ui/painting/composed_tiles.h"

#include <QImage>
#include <QRegion>

namespace latentbrush::ui {

class ViewTransform;

/// A document as it stands on the screen, in device pixels, kept between paint events: cursors and rubber
/// bands cost a copy, a pan moves it, a stroke costs the pixels that it touches. Squares from a zoom of 3 on,
/// smooth below; one to one where zoom and level agree.
class ScreenPicture {
public:
    /// Where the document lies now. True when anything moved.
    bool follow(const ViewTransform& transform, QSize view, QSize document);
    void setSquares(QRgb light, QRgb dark); ///< of the checkerboard under what is transparent
    void markDirty(const QRect& rect);
    void markAllDirty() { m_dirty = QRect({0, 0}, m_image.size()); }

    /// The device pixels that the document covers, and those that show a rectangle of it.
    QRect frame() const { return m_frame; }
    QRect deviceRectOf(const document::Rect& rect) const;
    double zoom() const { return m_zoom; }

    /// Brings `wanted` up to date as far as time allows; what is left to do is returned.
    QRegion refresh(const SeenLayers& layers, ComposedTiles& tiles, const QRect& wanted,
                    const QDeadlineTimer& until);
    /// Good within `frame`.
    const QImage& image() const { return m_image; }

private:
    bool sample(const SeenLayers& layers, ComposedTiles& tiles, const QRect& rect,
                const QDeadlineTimer& until);
    void sampleNearest(const document::Rect& source, const QRect& rect, double scale);
    void sampleSmooth(const document::Rect& source, const QRect& rect, double scale);
    void layOnSquares(const QRect& rect);
    void scroll(QPoint by);

    QImage m_image;
    QRegion m_dirty;
    QRect m_frame;
    double m_zoom = 0;
    double m_ratio = 1;
    QRgb m_light = qRgb(255, 255, 255);
    QRgb m_dark = qRgb(204, 204, 204);
    std::vector<quint32> m_source; ///< the pixels of the level around what is sampled
    std::vector<quint32> m_row;
};

} // namespace latentbrush::ui
