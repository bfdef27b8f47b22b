#pragma once

#include <QPainter>

namespace latentbrush::ui {

/// Draws twice, dark below and light above, so that a line is seen on any picture.
template <class Draw>
void drawOutline(QPainter& painter, Draw&& draw) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 150), 2.5));
    draw(painter);
    painter.setPen(QPen(QColor(255, 255, 255, 235), 1));
    draw(painter);
}

} // namespace latentbrush::ui
