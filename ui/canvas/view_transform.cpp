#include "ui/canvas/view_transform.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kMargin = 20;  ///< around a fitted picture
constexpr double kInSight = 48; ///< of a panned picture that always stays visible

} // namespace

void ViewTransform::setView(QSizeF view, double pixelRatio) {
    const auto centre = QPointF(m_view.width(), m_view.height()) / 2;
    m_corner += QPointF(view.width(), view.height()) / 2 - centre;
    m_view = view;
    m_pixelRatio = pixelRatio;
    m_fitted ? fit() : keepInSight();
}

void ViewTransform::setPicture(QSizeF picture) {
    if (picture == m_picture)
        return;
    m_picture = picture;
    fit();
}

void ViewTransform::setReservedBelow(double height) {
    m_reservedBelow = height;
    if (m_fitted)
        fit();
}

void ViewTransform::fit() {
    m_fitted = true;
    if (m_picture.isEmpty() || m_view.isEmpty())
        return;
    const auto room = QSizeF(m_view.width() - 2 * kMargin, m_view.height() - m_reservedBelow - 2 * kMargin);
    auto zoom = std::min(room.width() / m_picture.width(), room.height() / m_picture.height()) * m_pixelRatio;
    // Much enlarged, whole multiples keep every picture pixel the same size.
    if (zoom >= kSquaresFrom)
        zoom = std::floor(zoom);
    m_zoom = std::clamp(zoom, kLeast, kMost);
    const auto size = m_picture * m_zoom / m_pixelRatio;
    m_corner = {(m_view.width() - size.width()) / 2, (m_view.height() - m_reservedBelow - size.height()) / 2};
}

void ViewTransform::zoomTo(double zoom, QPointF at) {
    const auto under = (at - m_corner) * m_pixelRatio / m_zoom;
    m_fitted = false;
    m_zoom = std::clamp(zoom, kLeast, kMost);
    m_corner = at - under * m_zoom / m_pixelRatio;
    keepInSight();
}

void ViewTransform::panBy(QPointF offset) {
    m_fitted = false;
    m_corner += offset;
    keepInSight();
}

QPointF ViewTransform::toPicture(QPointF view) const {
    return (view - frame().topLeft()) * m_pixelRatio / m_zoom;
}

QPointF ViewTransform::toView(QPointF picture) const {
    return frame().topLeft() + picture * m_zoom / m_pixelRatio;
}

QRectF ViewTransform::frame() const {
    const auto whole = [this](double value) { return std::round(value * m_pixelRatio) / m_pixelRatio; };
    return {QPointF(whole(m_corner.x()), whole(m_corner.y())), m_picture * m_zoom / m_pixelRatio};
}

void ViewTransform::keepInSight() {
    const auto size = m_picture * m_zoom / m_pixelRatio;
    const auto keep = [](double corner, double length, double view) {
        const auto visible = std::min(kInSight, length);
        return std::clamp(corner, visible - length, std::max(visible - length, view - visible));
    };
    m_corner = {keep(m_corner.x(), size.width(), m_view.width()),
                keep(m_corner.y(), size.height(), m_view.height())};
}

} // namespace latentbrush::ui
