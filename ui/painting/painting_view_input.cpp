#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"

#include <QInputDevice>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace latentbrush::ui {

PenPoint PaintingView::penAt(QPointF view, double pressure, Qt::KeyboardModifiers modifiers,
                             bool erases) const {
    return {m_transform.toPicture(view), pressure, modifiers, erases, zoom(), m_transform.pixelRatio()};
}

void PaintingView::pressed(Qt::MouseButton button, QPointF view, PenPoint pen, bool twice) {
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
    } else if (button == Qt::LeftButton && isOverDivider(view)) {
        m_hold = Hold::Split;
    } else if (button == Qt::LeftButton && !(twice && tool.pressedTwice(pen))) {
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
        // The outline stays where it is.
        return tool.adjust((view - m_holdFrom) * m_transform.pixelRatio(), zoom());
    if (m_hold == Hold::Pan) {
        m_transform.panBy(view - m_lastView);
        m_lastView = view;
        viewChanged();
        return;
    }
    if (m_hold == Hold::Split)
        return dragDivider(view);
    m_hold == Hold::Draw ? tool.move(pen) : tool.hover(pen);
    hoverAt(view, pen);
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
    hoverAt(view, pen);
    updateOverlay();
}

void PaintingView::hoverAt(QPointF view, const PenPoint& pen) {
    m_onDivider = m_hold == Hold::None && isOverDivider(view);
    m_pen = pen;
    if (m_onDivider)
        m_pen.reset(); // the cursor tells enough
    showCursor();
}

void PaintingView::endHold() {
    if (m_hold == Hold::Draw) {
        m_tools.current().cancelPress();
        Q_EMIT strokeEnded();
    }
    m_hold = Hold::None;
    m_spaceHeld = m_fingersPan = false;
    m_tools.forgetKeys();
    showCursor();
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
    // For most tools two quick dabs are two dabs.
    pressed(event->button(), event->position(), penAt(event->position(), 1, event->modifiers(), false), true);
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
    m_onDivider = false;
    Q_EMIT pointerMoved({-1, -1});
    updateOverlay();
}

} // namespace latentbrush::ui
