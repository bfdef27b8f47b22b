#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace latentbrush::ui {

/// Where a picture lies in a view: zoom and pan, as plain maths. Zoom is device pixels a picture pixel, so
/// that 1 is one to one on every screen; positions are in the view's logical pixels.
class ViewTransform {
public:
    static constexpr double kLeast = 0.02;
    static constexpr double kMost = 64;
    static constexpr double kSquaresFrom = 3; ///< from here on, picture pixels are seen as squares

    void setView(QSizeF view, double pixelRatio);
    void setPicture(QSizeF picture);

    double zoom() const { return m_zoom; }
    /// As large as fits with a margin around it; stays so until zoomed or panned.
    void fit();
    bool isFitted() const { return m_fitted; }
    /// The picture's point under `at` stays there.
    void zoomTo(double zoom, QPointF at);
    void zoomBy(double factor, QPointF at) { zoomTo(m_zoom * factor, at); }
    void panBy(QPointF offset);

    /// By the frame, so that what is hit is what is seen there.
    QPointF toPicture(QPointF view) const;
    QPointF toView(QPointF picture) const;
    double pixelRatio() const { return m_pixelRatio; }
    /// The picture's frame in the view, its corner on whole device pixels.
    QRectF frame() const;
    /// Space at the view's lower edge that fitting leaves free.
    void setReservedBelow(double height);

private:
    void keepInSight();

    QSizeF m_view;
    QSizeF m_picture;
    double m_pixelRatio = 1;
    double m_reservedBelow = 0;
    double m_zoom = 1;
    QPointF m_corner; ///< of the picture, in the view; not on whole pixels, so that zooming back ends where
                      ///< it began
    bool m_fitted = true;
};

} // namespace latentbrush::ui
