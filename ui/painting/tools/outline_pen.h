#pragma once

#include "ui/canvas/view_transform.h"

#include <QPainter>
#include <QTransform>

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

/// What a rectangle is held by, in logical pixels of the view.
inline void drawHandle(QPainter& painter, QPointF at) {
    painter.setPen(QPen(QColor(0, 0, 0, 170), 1));
    painter.setBrush(Qt::white);
    painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8));
}

/// The eight at a rectangle's corners and in the middle of its edges.
inline void drawHandles(QPainter& painter, const QRectF& rect) {
    for (const auto x : {rect.left(), rect.center().x(), rect.right()})
        for (const auto y : {rect.top(), rect.center().y(), rect.bottom()})
            if (QPointF(x, y) != rect.center())
                drawHandle(painter, {x, y});
}

/// From the document's pixels to the view's logical ones.
inline QTransform toViewOf(const ViewTransform& view) {
    const auto corner = view.toView({0, 0});
    const auto scale = view.zoom() / view.pixelRatio();
    return {scale, 0, 0, scale, corner.x(), corner.y()};
}

} // namespace latentbrush::ui
