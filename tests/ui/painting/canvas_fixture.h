#pragma once

#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace latentbrush::ui {

/// A document of 400x300 in a view of 810x600, at 100 % with its corner at (220, 150): device pixels,
/// whatever the screen's scale (the tests run at scales of 1, 2 and 3).
class CanvasFixture : public testing::Test {
protected:
    static constexpr int kWidth = 400, kHeight = 300;
    static constexpr int kLeft = 205, kTop = 150;

    CanvasFixture() {
        document::Brush brush;
        brush.diameter = 20;
        brush.hardness = 1;
        m_tools.settings().setBrushOf(ToolId::Brush, brush);
        m_tools.settings().setBrushOf(ToolId::Eraser, brush);
        m_view.resize(QSize(810, 600) / ratio());
        m_view.setDocument(&m_document);
        m_view.show();
        m_view.zoomToActual();
    }

    static double ratio() { return qApp->devicePixelRatio(); }
    /// A point of the view, in device pixels.
    static QPointF inView(double x, double y) { return QPointF(x, y) / ratio(); }
    /// A point of the document, in the view at 100 %.
    static QPointF at(double x, double y) { return inView(x + kLeft, y + kTop); }
    QRectF frame() const {
        const auto frame = m_view.transform().frame();
        return {frame.topLeft() * ratio(), frame.size() * ratio()};
    }
    static QColor colourAt(const QImage& seen, QPointF place) {
        return seen.pixelColor((place * ratio()).toPoint());
    }
    void mouse(QEvent::Type type, QPointF place, Qt::MouseButton button = Qt::LeftButton,
               Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        const auto held = type == QEvent::MouseButtonRelease ? Qt::MouseButtons() : Qt::MouseButtons(button);
        QMouseEvent event(type, place, place, type == QEvent::MouseMove ? Qt::NoButton : button, held,
                          modifiers);
        QApplication::sendEvent(&m_view, &event);
    }
    void drag(QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton,
              Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        mouse(QEvent::MouseButtonPress, from, button, modifiers);
        mouse(QEvent::MouseMove, (from + to) / 2, button, modifiers);
        mouse(QEvent::MouseMove, to, button, modifiers);
        mouse(QEvent::MouseButtonRelease, to, button, modifiers);
    }
    void pen(QEvent::Type type, QPointF place, double pressure, const QPointingDevice& device) {
        const auto button = type == QEvent::TabletMove ? Qt::NoButton : Qt::LeftButton;
        const auto held = type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton;
        QTabletEvent event(type, &device, place, place, pressure, 0, 0, 0, 0, 0, Qt::NoModifier, button,
                           held);
        QApplication::sendEvent(&m_view, &event);
        EXPECT_TRUE(event.isAccepted());
    }
    void key(QEvent::Type type, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QKeyEvent event(type, key, modifiers);
        QApplication::sendEvent(&m_view, &event);
    }
    void tap(int which, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        key(QEvent::KeyPress, which, modifiers);
        key(QEvent::KeyRelease, which, modifiers);
    }
    void wheel(QPointF place, int degrees, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QWheelEvent event(place, place, {}, {0, degrees}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&m_view, &event);
    }
    int maskAt(int x, int y) const { return m_document.shown().mask.read({x, y, 1, 1}).pixels[0]; }
    QColor sketchAt(int x, int y) const {
        const auto pixel = m_document.shown().sketch.read({x, y, 1, 1});
        return {pixel.pixels[0], pixel.pixels[1], pixel.pixels[2], pixel.pixels[3]};
    }
    std::size_t steps() const { return m_document.history().undoCount(); }
    QImage shown() {
        EXPECT_TRUE(QTest::qWaitFor(
            [this] {
                m_view.repaint();
                return m_view.isSettled();
            },
            5000));
        return m_view.grab().toImage();
    }

    PaintedDocument m_document{*document::Document::create(kWidth, kHeight)};
    ToolBox m_tools;
    PaintingView m_view{m_tools};
    const QPointingDevice m_stylus{QStringLiteral("pen"),
                                   7,
                                   QInputDevice::DeviceType::Stylus,
                                   QPointingDevice::PointerType::Pen,
                                   QInputDevice::Capability::Pressure,
                                   1,
                                   3};
    const QPointingDevice m_otherEnd{QStringLiteral("pen"),
                                     8,
                                     QInputDevice::DeviceType::Stylus,
                                     QPointingDevice::PointerType::Eraser,
                                     QInputDevice::Capability::Pressure,
                                     1,
                                     3};
};

} // namespace latentbrush::ui
