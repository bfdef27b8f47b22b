#include "canvas_fixture.h"

#include <QNativeGestureEvent>

namespace latentbrush::ui {
namespace {

/// Pads and screens that know gestures of their own.
class GestureTest : public CanvasFixture {
protected:
    /// Whether it was taken. `by`: logical pixels of the view.
    bool gesture(Qt::NativeGestureType type, QPointF place, double value, QPointF by = {}) {
        QNativeGestureEvent event(type, &m_pad, 2, place, place, place, value, by);
        return QApplication::sendEvent(&m_view, &event);
    }
    void scroll(QPointF place, QPoint pixels, QPoint angle, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(place, place, pixels, angle, Qt::NoButton, modifiers, Qt::ScrollUpdate, false,
                          Qt::MouseEventNotSynthesized, &m_pad);
        QApplication::sendEvent(&m_view, &event);
        EXPECT_TRUE(event.isAccepted());
    }
    /// How far the document's corner lies from where it was, in logical pixels.
    QPointF pannedBy() const { return (frame().topLeft() - QPointF(kLeft, kTop)) / ratio(); }
    QPointF under(QPointF place) const { return m_view.transform().toPicture(place); }

    const QPointingDevice m_pad{QStringLiteral("pad"),
                                9,
                                QInputDevice::DeviceType::TouchPad,
                                QPointingDevice::PointerType::Finger,
                                QInputDevice::Capability::Position | QInputDevice::Capability::Scroll,
                                5,
                                3};
};

constexpr double kHalf = 0.5 + 1e-6; ///< a device pixel, on which the document's corner always lies

TEST_F(GestureTest, APinchZoomsAboutItsPlace) {
    const auto place = at(100, 80);
    const auto before = under(place);
    EXPECT_TRUE(gesture(Qt::ZoomNativeGesture, place, 0.5));
    EXPECT_DOUBLE_EQ(m_view.zoom(), 1.5);
    EXPECT_NEAR(under(place).x(), before.x(), kHalf / 1.5);
    EXPECT_NEAR(under(place).y(), before.y(), kHalf / 1.5);
    EXPECT_TRUE(gesture(Qt::ZoomNativeGesture, place, 1));
    EXPECT_DOUBLE_EQ(m_view.zoom(), 3) << "each is a share of what the zoom was";
    EXPECT_TRUE(gesture(Qt::ZoomNativeGesture, place, -0.75));
    EXPECT_DOUBLE_EQ(m_view.zoom(), 0.75);
    EXPECT_NEAR(under(place).x(), before.x(), kHalf / 0.75);
    EXPECT_EQ(steps(), 0U);
}

TEST_F(GestureTest, APinchStopsAtTheLeastZoom) {
    gesture(Qt::ZoomNativeGesture, at(100, 80), -1);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 0.02);
    gesture(Qt::ZoomNativeGesture, at(100, 80), 1e6);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 64);
}

TEST_F(GestureTest, APanMovesByItsDelta) {
    EXPECT_TRUE(gesture(Qt::PanNativeGesture, at(100, 80), 0, {30, -12}));
    EXPECT_EQ(pannedBy(), QPointF(30, -12));
    EXPECT_TRUE(gesture(Qt::PanNativeGesture, at(300, 20), 0, {-40, 2}));
    EXPECT_EQ(pannedBy(), QPointF(-10, -10)) << "wherever it is";
    EXPECT_EQ(m_view.zoom(), 1);
}

TEST_F(GestureTest, OthersAreLeftToTheWindow) {
    EXPECT_FALSE(gesture(Qt::RotateNativeGesture, at(100, 80), 30, {5, 5}));
    EXPECT_EQ(m_view.zoom(), 1);
    EXPECT_EQ(pannedBy(), QPointF());
}

struct Scrolled {
    QPoint pixels;
    QPoint angle; ///< eighths of a degree, which some systems tell alone
    QPointF pans;
};

class ScrollOnAPad : public GestureTest, public testing::WithParamInterface<Scrolled> {};

TEST_P(ScrollOnAPad, Pans) {
    scroll(at(100, 80), GetParam().pixels, GetParam().angle);
    EXPECT_EQ(pannedBy(), GetParam().pans);
    EXPECT_EQ(m_view.zoom(), 1);
    m_view.fit();
    m_view.zoomToActual();
    ASSERT_EQ(pannedBy(), QPointF());
    scroll(at(100, 80), GetParam().pixels, GetParam().angle, Qt::ShiftModifier);
    EXPECT_EQ(pannedBy(), GetParam().pans) << "a pad goes both ways: Shift turns nothing";
}

INSTANTIATE_TEST_SUITE_P(Deltas, ScrollOnAPad,
                         testing::Values(Scrolled{{7, -20}, {14, -40}, {7, -20}},
                                         Scrolled{{0, 15}, {0, 120}, {0, 15}},
                                         Scrolled{{}, {20, -44}, {10, -22}}));

TEST_F(GestureTest, ScrollingOnAPadWithControlZoomsToTheCursor) {
    const auto place = at(100, 80);
    const auto before = under(place);
    scroll(place, {0, 9}, {0, 360}, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 2);
    EXPECT_NEAR(under(place).x(), before.x(), kHalf / 2);
    EXPECT_NEAR(under(place).y(), before.y(), kHalf / 2);
    scroll(place, {0, -9}, {0, -720}, Qt::ControlModifier);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 0.5);
}

TEST_F(GestureTest, AGestureDuringAStrokeDoesNothing) {
    mouse(QEvent::MouseButtonPress, at(100, 80));
    EXPECT_FALSE(gesture(Qt::PanNativeGesture, at(100, 80), 0, {30, -12}));
    EXPECT_FALSE(gesture(Qt::ZoomNativeGesture, at(100, 80), 0.5));
    EXPECT_EQ(pannedBy(), QPointF());
    mouse(QEvent::MouseMove, at(100, 80));
    mouse(QEvent::MouseButtonRelease, at(100, 80));
    EXPECT_EQ(maskAt(70, 92), 0) << "nothing that nobody drew";
}

TEST_F(GestureTest, TheBrushIsWhereTheCursorIsAfterAPan) {
    mouse(QEvent::MouseMove, at(100, 80), Qt::NoButton);
    gesture(Qt::PanNativeGesture, at(100, 80), 0, {30, -12});
    const auto seen = shown();
    mouse(QEvent::MouseMove, at(100, 80), Qt::NoButton);
    EXPECT_EQ(shown(), seen);
}

TEST_F(GestureTest, ScrollingDuringAStrokeDoesNothing) {
    mouse(QEvent::MouseButtonPress, at(100, 80));
    scroll(at(100, 80), {7, -20}, {14, -40});
    scroll(at(100, 80), {0, 9}, {0, 360}, Qt::ControlModifier);
    EXPECT_EQ(pannedBy(), QPointF());
    EXPECT_EQ(m_view.zoom(), 1);
    mouse(QEvent::MouseButtonRelease, at(140, 80));
    EXPECT_EQ(steps(), 1U);
}

} // namespace
} // namespace latentbrush::ui
