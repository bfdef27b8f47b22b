#include "ui/history/tile_layout.h"

#include <algorithm>

namespace latentbrush::ui {

void TileLayout::set(Form form, QSize viewport, int count, int edge) {
    m_form = form;
    m_count = count;
    if (form == Form::Strip) {
        m_edge = std::clamp(viewport.height() - 2 * kGap, 24, 256);
        m_columns = std::max(1, count);
        return;
    }
    const int room = std::max(edge, viewport.width() - kGap);
    m_columns = std::max(1, room / (edge + kGap));
    m_edge = room / m_columns - kGap;
}

QSize TileLayout::contentSize() const {
    const int rows = m_form == Form::Strip ? 1 : (m_count + m_columns - 1) / m_columns;
    const int columns = m_form == Form::Strip ? m_count : m_columns;
    return {kGap + columns * step(), kGap + rows * step()};
}

QRect TileLayout::tile(int row) const {
    return {kGap + row % m_columns * step(), kGap + row / m_columns * step(), m_edge, m_edge};
}

int TileLayout::tileAt(QPoint place) const {
    const int column = (place.x() - kGap) / step();
    if (place.x() < kGap || place.y() < kGap || column >= m_columns)
        return -1;
    const int row = (place.y() - kGap) / step() * m_columns + column;
    return row < m_count && tile(row).contains(place) ? row : -1;
}

TileLayout::Rows TileLayout::rowsIn(const QRect& area) const {
    if (m_form == Form::Strip)
        return {std::max(0, (area.left() - kGap) / step()),
                std::min(m_count - 1, (area.right() - kGap) / step())};
    const int first = std::max(0, (area.top() - kGap) / step()) * m_columns;
    const int last = (std::max(0, (area.bottom() - kGap) / step()) + 1) * m_columns - 1;
    return {first, std::min(m_count - 1, last)};
}

} // namespace latentbrush::ui
