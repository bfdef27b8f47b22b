#pragma once

#include "document/tiled_layer.h"

#include <QHash>
#include <QPoint>
#include <QRect>
#include <vector>

class QPainter;

namespace latentbrush::ui {

/// The outline of a mask on the screen, where it crosses the half, as dashes that walk. Looked for in cells,
/// and only in those that changed. All numbers are device pixels.
class MarchingAnts {
public:
    /// Where the mask lies now: its corner and the device pixels of one of its own.
    void follow(QPoint corner, double zoom);
    void markStale(const QRect& rect);
    void step() { m_phase = (m_phase + 1) % (2 * kDash); }
    /// Paints what lies in `rect` with a painter whose unit is the device pixel.
    void paint(QPainter& painter, const document::TiledLayer& mask, const QRect& rect, int width);

private:
    static constexpr int kCell = 128;
    static constexpr int kDash = 4;
    std::vector<QPoint> look(const document::TiledLayer& mask, QPoint cell) const;
    bool isInside(const document::TiledLayer& mask, int x, int y) const;

    QPoint m_corner;
    double m_zoom = 1;
    int m_phase = 0;
    QHash<QPoint, std::vector<QPoint>> m_cells;
};

} // namespace latentbrush::ui
