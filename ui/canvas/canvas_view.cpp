#include "ui/canvas/canvas_view.h"

#include <QInputDevice>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <array>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr int kSquare = 10; ///< of the checkerboard behind transparent pictures

QBrush checkerboard(const QPalette& palette) {
    QPixmap tile(2 * kSquare, 2 * kSquare);
    tile.fill(palette.color(QPalette::Base));
    QPainter painter(&tile);
    painter.fillRect(0, 0, kSquare, kSquare, palette.color(QPalette::Mid));
    painter.fillRect(kSquare, kSquare, kSquare, kSquare, palette.color(QPalette::Mid));
    return tile;
}

} // namespace

CanvasView::CanvasView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 200);
    retranslate();
}

void CanvasView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CanvasView::retranslate() {
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(tr("The picture. The wheel zooms, Space and drag pan, Tab hides the panels."));
}

void CanvasView::setPicture(const QImage& picture) {
    m_picture = picture;
    m_isForming = false;
    m_preview = {};
    if (!picture.isNull())
        m_transform.setPicture(picture.size());
    changed();
}

void CanvasView::setForming(const QImage& preview, QSize size) {
    m_isForming = true;
    m_preview = preview;
    m_transform.setPicture(size);
    changed();
}

void CanvasView::endForming() {
    m_isForming = false;
    m_preview = {};
    if (!m_picture.isNull())
        m_transform.setPicture(m_picture.size());
    changed();
}

void CanvasView::setReservedBelow(int height) {
    m_transform.setReservedBelow(height);
    changed();
}

void CanvasView::changed() {
    update();
    Q_EMIT zoomChanged(m_transform.zoom());
}

void CanvasView::fit() {
    m_transform.fit();
    changed();
}

void CanvasView::zoomToActual() {
    zoomAtCentre(1);
}

void CanvasView::zoomIn() {
    zoomAtCentre(zoom() * std::sqrt(2));
}

void CanvasView::zoomOut() {
    zoomAtCentre(zoom() / std::sqrt(2));
}

void CanvasView::zoomAtCentre(double zoom) {
    if (isEmpty())
        return;
    m_transform.zoomTo(zoom, m_transform.frame().intersected(rect()).center());
    changed();
}

void CanvasView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
    if (isEmpty())
        return;
    const auto frame = m_transform.frame();
    painter.setPen(Qt::NoPen);
    for (const auto spread : {3.0, 2.0, 1.0}) {
        painter.setBrush(QColor(0, 0, 0, 18));
        painter.drawRoundedRect(frame.adjusted(-spread, -spread + 1, spread, spread + 1), 2, 2);
    }
    const auto& shown = m_isForming ? m_preview : m_picture;
    if (shown.isNull() || shown.hasAlphaChannel())
        painter.fillRect(frame,
                         shown.isNull() ? palette().brush(QPalette::AlternateBase) : checkerboard(palette()));
    if (shown.isNull())
        return;
    // A preview is a few pixels that stand for many: smooth shows more of it than squares.
    painter.setRenderHint(QPainter::SmoothPixmapTransform,
                          m_isForming || zoom() < ViewTransform::kSquaresFrom);
    painter.drawImage(frame, shown);
}

void CanvasView::resizeEvent(QResizeEvent*) {
    m_transform.setView(size(), devicePixelRatioF());
    changed();
}

void CanvasView::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (isEmpty())
        return;
    const bool fingers = event->device() && event->device()->type() == QInputDevice::DeviceType::TouchPad;
    const bool pans =
        event->modifiers() & Qt::ShiftModifier || (fingers && !(event->modifiers() & Qt::ControlModifier));
    if (pans) {
        auto offset =
            event->pixelDelta().isNull() ? QPointF(event->angleDelta()) / 2 : QPointF(event->pixelDelta());
        if (!fingers && offset.x() == 0)
            offset = {offset.y(), 0};
        m_transform.panBy(offset);
    } else {
        // One notch is 120; three double the zoom.
        m_transform.zoomBy(std::pow(2, event->angleDelta().y() / 360.0), event->position());
    }
    changed();
}

bool CanvasView::event(QEvent* event) {
    if (event->type() == QEvent::NativeGesture)
        return pinch(*static_cast<QNativeGestureEvent*>(event));
    return QWidget::event(event);
}

bool CanvasView::pinch(const QNativeGestureEvent& gesture) {
    if (gesture.gestureType() == Qt::ZoomNativeGesture)
        m_transform.zoomBy(1 + gesture.value(), gesture.position());
    else if (gesture.gestureType() == Qt::PanNativeGesture)
        m_transform.panBy(gesture.delta());
    else
        return false;
    changed();
    return true;
}

void CanvasView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    m_panning = event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_spaceHeld);
    m_lastMouse = event->position();
    showCursor();
}

void CanvasView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_panning)
        return;
    m_transform.panBy(event->position() - m_lastMouse);
    m_lastMouse = event->position();
    changed();
}

void CanvasView::mouseReleaseEvent(QMouseEvent*) {
    m_panning = false;
    showCursor();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || isEmpty())
        return;
    if (m_transform.isFitted())
        m_transform.zoomTo(zoom() < 1 ? 1 : zoom() * 2, event->position());
    else
        m_transform.fit();
    changed();
}

void CanvasView::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space)
        return QWidget::keyPressEvent(event);
    m_spaceHeld = true;
    showCursor();
}

void CanvasView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Space || event->isAutoRepeat())
        return QWidget::keyReleaseEvent(event);
    m_spaceHeld = false;
    showCursor();
}

void CanvasView::focusOutEvent(QFocusEvent* event) {
    m_spaceHeld = m_panning = false;
    showCursor();
    QWidget::focusOutEvent(event);
}

void CanvasView::showCursor() {
    setCursor(m_panning ? Qt::ClosedHandCursor : m_spaceHeld ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

} // namespace latentbrush::ui
