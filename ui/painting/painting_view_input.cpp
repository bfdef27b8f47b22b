#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"

#include <QInputDevice>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QTabletEvent>
#include <QTouchEvent>
#include <QWheelEvent>

#include <cmath>

namespace latentbrush::ui {

PenPoint PaintingView::penAt(QPointF view, double pressure, Qt::KeyboardModifiers modifiers,
                             bool erases) const {
    return {m_transform.toPicture(view), pressure, modifiers, erases, zoom()};
}

void PaintingView::pressed(Qt::MouseButton button, QPointF view, PenPoint pen) {
    setFocus(Qt::MouseFocusReason);
    if (m_hold != Hold::None || !m_document)
        return;
    m_lastView = m_holdFrom = view;
    m_pen = pen;
    auto& tool = m_tools.current();
    if (button == Qt::MiddleButton || (button == Qt::LeftButton && m_spaceHeld)) {
        m_hold = Hold::Pan;
    } else if (button == Qt::RightButton && (pen.modifiers & Qt::AltModifier) && tool.beginAdjusting()) {
        m_hold = Hold::Adjust;
    } else if (button == Qt::LeftButton) {
        m_hold = Hold::Draw;
        m_tools.used();
        Q_EMIT strokeBegan(view);
        tool.press(*m_document, pen);
    }
    showCursor();
    updateOverlay();
}

void PaintingView::moved(QPointF view, const PenPoint& pen) {
    if (!m_document)
        return;
    Q_EMIT pointerMoved(pen.at);
    auto& tool = m_tools.current();
    if (m_hold == Hold::Adjust)
        return tool.adjust(view - m_holdFrom, zoom()); // the outline stays where it is
    if (m_hold == Hold::Pan) {
        m_transform.panBy(view - m_lastView);
        m_lastView = view;
        viewChanged();
        return;
    }
    m_pen = pen;
    m_hold == Hold::Draw ? tool.move(pen) : tool.hover(pen);
    updateOverlay();
}

void PaintingView::released(QPointF view, const PenPoint& pen) {
    const auto was = m_hold;
    m_hold = Hold::None;
    if (was == Hold::Draw) {
        m_tools.current().release(pen);
        Q_EMIT strokeEnded();
    }
    m_lastView = view;
    m_pen = pen;
    showCursor();
    updateOverlay();
}

void PaintingView::endHold() {
    if (m_hold == Hold::Draw) {
        m_tools.current().cancel();
        Q_EMIT strokeEnded();
    }
    m_hold = Hold::None;
    m_spaceHeld = m_fingersPan = false;
    m_tools.forgetKeys();
    showCursor();
}

void PaintingView::tabletEvent(QTabletEvent* event) {
    // Accepted, or a mouse would draw the same again.
    event->accept();
    const bool erases = event->pointerType() == QPointingDevice::PointerType::Eraser;
    const auto pen = penAt(event->position(), event->pressure(), event->modifiers(), erases);
    if (event->type() == QEvent::TabletPress)
        pressed(event->button(), event->position(), pen);
    else if (event->type() == QEvent::TabletMove)
        moved(event->position(), pen);
    else if (event->type() == QEvent::TabletRelease)
        released(event->position(), pen);
}

void PaintingView::mousePressEvent(QMouseEvent* event) {
    pressed(event->button(), event->position(), penAt(event->position(), 1, event->modifiers(), false));
}

void PaintingView::mouseMoveEvent(QMouseEvent* event) {
    moved(event->position(), penAt(event->position(), 1, event->modifiers(), false));
}

void PaintingView::mouseReleaseEvent(QMouseEvent* event) {
    released(event->position(), penAt(event->position(), 1, event->modifiers(), false));
}

void PaintingView::mouseDoubleClickEvent(QMouseEvent* event) {
    mousePressEvent(event); // two quick dabs are two dabs
}

void PaintingView::wheelEvent(QWheelEvent* event) {
    event->accept();
    if (!m_document || m_hold == Hold::Draw)
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
    viewChanged();
    moved(event->position(), penAt(event->position(), 1, event->modifiers(), false));
}

bool PaintingView::event(QEvent* event) {
    switch (event->type()) {
    case QEvent::NativeGesture:
        return pinched(*static_cast<QNativeGestureEvent*>(event));
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TouchEnd:
    case QEvent::TouchCancel:
        return touched(*static_cast<QTouchEvent*>(event));
    case QEvent::TabletLeaveProximity:
        leaveEvent(event);
        return true;
    default:
        return QWidget::event(event);
    }
}

bool PaintingView::pinched(const QNativeGestureEvent& gesture) {
    if (gesture.gestureType() == Qt::ZoomNativeGesture)
        m_transform.zoomBy(1 + gesture.value(), gesture.position());
    else if (gesture.gestureType() == Qt::PanNativeGesture)
        m_transform.panBy(gesture.delta());
    else
        return false;
    viewChanged();
    return true;
}

/// One finger draws; a second one takes that back, and both pan and zoom until all are lifted.
bool PaintingView::touched(QTouchEvent& touch) {
    touch.accept();
    const auto& points = touch.points();
    if (points.isEmpty() || !m_document)
        return true;
    const auto at = points[0].position();
    const auto pen = penAt(at, 1, touch.modifiers(), false);
    if (points.size() >= 2) {
        if (!m_fingersPan) {
            endHold();
            m_fingersPan = true;
        }
        const auto &first = points[0], &second = points[1];
        const auto was = QLineF(first.lastPosition(), second.lastPosition());
        const auto is = QLineF(first.position(), second.position());
        m_transform.panBy(is.center() - was.center());
        if (was.length() > 1 && is.length() > 1)
            m_transform.zoomBy(is.length() / was.length(), is.center());
        viewChanged();
    }
    const bool ends = touch.type() == QEvent::TouchEnd || touch.type() == QEvent::TouchCancel;
    if (m_fingersPan)
        m_fingersPan = !ends;
    else if (touch.type() == QEvent::TouchBegin)
        pressed(Qt::LeftButton, at, pen);
    else if (touch.type() == QEvent::TouchUpdate)
        moved(at, pen);
    else
        touch.type() == QEvent::TouchEnd ? released(at, pen) : endHold();
    return true;
}

void PaintingView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat())
            m_spaceHeld = true;
        showCursor();
        return;
    }
    if (m_tools.keyPressed(*event)) {
        // What a key took back is no stroke any more.
        if (m_hold == Hold::Draw && !m_tools.current().isBusy())
            endHold();
        updateOverlay();
        return;
    }
    QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Shift && m_pen) {
        m_pen->modifiers |= Qt::ShiftModifier;
        updateOverlay();
    }
}

void PaintingView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_spaceHeld = false;
        showCursor();
    } else if (event->key() == Qt::Key_Shift && m_pen) {
        m_pen->modifiers &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
        updateOverlay();
    } else if (!m_tools.keyReleased(*event)) {
        QWidget::keyReleaseEvent(event);
    }
}

void PaintingView::focusOutEvent(QFocusEvent* event) {
    // A stroke goes on: the pen that is down still tells where it is.
    m_spaceHeld = false;
    m_tools.forgetKeys();
    showCursor();
    QWidget::focusOutEvent(event);
}

void PaintingView::leaveEvent(QEvent*) {
    if (m_hold != Hold::None)
        return;
    m_pen.reset();
    Q_EMIT pointerMoved({-1, -1});
    updateOverlay();
}

} // namespace latentbrush::ui
