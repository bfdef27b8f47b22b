#pragma once

#include "ui/canvas/view_transform.h"

#include <QImage>
#include <QWidget>

class QNativeGestureEvent;

namespace latentbrush::ui {

/// The picture, painted in software: zoom 2 % to 6400 % at the cursor by the wheel, pan by Space and drag,
/// the middle button or two fingers. One picture pixel is one device pixel at 100 %. While a picture forms,
/// its preview stands in the frame that the finished one will have.
class CanvasView : public QWidget {
    Q_OBJECT
public:
    explicit CanvasView(QWidget* parent = nullptr);

    void setPicture(const QImage& picture);
    QImage picture() const { return m_picture; }
    /// The forming picture, of any size, shown in a frame of `size`; null before the first preview.
    void setForming(const QImage& preview, QSize size);
    void endForming();
    bool isEmpty() const { return m_picture.isNull() && !m_isForming; }

    double zoom() const { return m_transform.zoom(); }
    void setReservedBelow(int height);

public Q_SLOTS:
    void fit();
    void zoomToActual();
    void zoomIn();
    void zoomOut();

Q_SIGNALS:
    void zoomChanged(double zoom);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void changed();
    void zoomAtCentre(double zoom);
    bool pinch(const QNativeGestureEvent& gesture);
    void showCursor();

    QImage m_picture;
    QImage m_preview;
    bool m_isForming = false;
    ViewTransform m_transform;
    bool m_spaceHeld = false;
    bool m_panning = false;
    QPointF m_lastMouse;
};

} // namespace latentbrush::ui
