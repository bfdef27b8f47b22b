#pragma once

#include "document/rect.h"

#include <QRect>

namespace latentbrush::ui {

inline QRect toQRect(const document::Rect& rect) {
    return rect.empty() ? QRect() : QRect(rect.x, rect.y, rect.width, rect.height);
}

inline document::Rect toRect(const QRect& rect) {
    return {rect.x(), rect.y(), rect.width(), rect.height()};
}

/// The pixels that the rectangle touches.
inline document::Rect toRect(const QRectF& rect) {
    return toRect(rect.toAlignedRect());
}

/// From device pixels to logical ones, or the other way; outwards to whole ones.
inline QRect scaledRect(const QRectF& rect, double by) {
    return QRectF(rect.x() * by, rect.y() * by, rect.width() * by, rect.height() * by).toAlignedRect();
}

} // namespace latentbrush::ui
