#include "ui/painting/marching_ants.h"

#include "image/mask.h"

#include <QPainter>
#include <QPolygon>
#include <array>
#include <cmath>

namespace latentbrush::ui {
namespace {

int cellOf(int position, int cell) {
    return position >= 0 ? position / cell : -((-position + cell - 1) / cell);
}

} // namespace

void MarchingAnts::follow(QPoint corner, double zoom) {
    if (corner == m_corner && zoom == m_zoom)
        return;
    m_corner = corner;
    m_zoom = zoom;
    m_cells.clear();
}

void MarchingAnts::markStale(const QRect& rect) {
    if (rect.isEmpty() || m_cells.isEmpty())
        return;
    // An outline pixel looks at its neighbours to the right and below.
    for (int y = cellOf(rect.top() - 1, kCell); y <= cellOf(rect.bottom() + 1, kCell); ++y)
        for (int x = cellOf(rect.left() - 1, kCell); x <= cellOf(rect.right() + 1, kCell); ++x)
            m_cells.remove({x, y});
}

void MarchingAnts::paint(QPainter& painter, const document::TiledLayer& mask, const QRect& rect, int width) {
    std::array<QPolygon, 2> ants;
    for (int y = cellOf(rect.top(), kCell); y <= cellOf(rect.bottom(), kCell); ++y)
        for (int x = cellOf(rect.left(), kCell); x <= cellOf(rect.right(), kCell); ++x) {
            auto found = m_cells.constFind({x, y});
            if (found == m_cells.constEnd())
                found = m_cells.insert({x, y}, look(mask, {x, y}));
            for (const auto& point : *found) {
                const int along = point.x() + point.y() + m_phase + (1 << 20);
                ants[static_cast<std::size_t>(along / kDash % 2)].append(point);
            }
        }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t each = 0; each < 2; ++each) {
        painter.setPen(QPen(each == 0 ? Qt::black : Qt::white, width));
        painter.drawPoints(ants[each]);
    }
}

std::vector<QPoint> MarchingAnts::look(const document::TiledLayer& mask, QPoint cell) const {
    std::vector<QPoint> outline;
    std::vector<char> above(kCell + 1), row(kCell + 1);
    const QPoint from = cell * kCell;
    for (int y = 0; y <= kCell; ++y) {
        for (int x = 0; x <= kCell; ++x)
            row[static_cast<std::size_t>(x)] = isInside(mask, from.x() + x, from.y() + y);
        for (std::size_t x = 0; y > 0 && x < kCell; ++x)
            if (above[x] != above[x + 1] || above[x] != row[x])
                outline.emplace_back(from.x() + static_cast<int>(x), from.y() + y - 1);
        above.swap(row);
    }
    return outline;
}

bool MarchingAnts::isInside(const document::TiledLayer& mask, int x, int y) const {
    const int column = static_cast<int>(std::floor((x + 0.5 - m_corner.x()) / m_zoom));
    const int row = static_cast<int>(std::floor((y + 0.5 - m_corner.y()) / m_zoom));
    if (column < 0 || row < 0 || column >= mask.width() || row >= mask.height())
        return false;
    constexpr int kEdge = document::kTileEdge;
    const auto& tile = mask.tile(row / kEdge * mask.columns() + column / kEdge);
    return tile && tile->pixels[std::size_t(row % kEdge) * kEdge + column % kEdge] >= image::kMaskInside;
}

} // namespace latentbrush::ui
