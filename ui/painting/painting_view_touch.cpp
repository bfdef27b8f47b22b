#include "ui/painting/painting_view.h"

#include <QGuiApplication>
#include <QLineF>
#include <QNativeGestureEvent>
#include <QStyleHints>
#include <QTabletEvent>
#include <QTouchEvent>

#include <utility>

namespace latentbrush::ui {
namespace {

constexpr double kSamePlace = 10; ///< logical pixels between the presses of a double one

} // namespace

// Pens and fingers.

/// A pen has no double click of its own.
bool PaintingView::isSecondPress(const QTabletEvent& event) {
    const auto before = std::exchange(m_tabletPressAt, event.timestamp());
    const bool soon = event.timestamp() - before <
                      static_cast<quint64>(QGuiApplication::styleHints()->mouseDoubleClickInterval());
    return before != 0 && soon && QLineF(event.position(), m_holdFrom).length() < kSamePlace;
}

void PaintingView::tabletEvent(QTabletEvent* event) {
    // Accepted, or a mouse would draw the same again.
    event->accept();
    const bool erases = event->pointerType() == QPointingDevice::PointerType::Eraser;
    const auto pen = penAt(event->position(), event->pressure(), event->modifiers(), erases);
    if (event->type() == QEvent::TabletPress)
        pressed(event->button(), event->position(), pen, isSecondPress(*event));
    else if (event->type() == QEvent::TabletMove)
        moved(event->position(), pen);
    else if (event->type() == QEvent::TabletRelease)
        released(event->position(), pen);
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
    if (m_hold == Hold::Draw)
        return false; // as the wheel, which would drag the stroke along
    if (gesture.gestureType() == Qt::ZoomNativeGesture)
        m_transform.zoomBy(1 + gesture.value(), gesture.position());
    else if (gesture.gestureType() == Qt::PanNativeGesture)
        m_transform.panBy(gesture.delta());
    else
        return false;
    viewChanged();
    moved(gesture.position(), penAt(gesture.position(), 1, gesture.modifiers(), false));
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

} // namespace latentbrush::ui
