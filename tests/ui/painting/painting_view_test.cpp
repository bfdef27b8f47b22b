#include "canvas_fixture.h"

#include <cmath>

namespace latentbrush::ui {
namespace {

class PaintingViewTest : public CanvasFixture {
protected:
    /// One colour in a rectangle of the picture.
    void fill(const QRect& rect, const QColor& colour) {
        auto wanted = m_document.state();
        image::Image block{rect.width(), rect.height(), 4, {}};
        for (int pixel = 0; pixel < rect.width() * rect.height(); ++pixel)
            for (const auto value : {colour.red(), colour.green(), colour.blue(), colour.alpha()})
                block.pixels.push_back(static_cast<std::uint8_t>(value));
        ASSERT_TRUE(wanted.picture.write(block, rect.x(), rect.y()));
        ASSERT_TRUE(m_document.applyState("test", wanted));
    }
    QColor seenAt(double x, double y) { return colourAt(shown(), m_view.transform().toView({x, y})); }
};

TEST_F(PaintingViewTest, LiesWhereTheTestsThinkItDoes) {
    EXPECT_EQ(m_view.zoom(), 1);
    EXPECT_EQ(frame(), QRectF(kLeft, kTop, kWidth, kHeight));
}

TEST_F(PaintingViewTest, ShowsPictureSketchAndMaskOverEachOther) {
    fill({0, 0, kWidth, kHeight}, QColor(100, 150, 200));
    EXPECT_EQ(seenAt(10.5, 10.5), QColor(100, 150, 200));
    auto wanted = m_document.state();
    ASSERT_TRUE(wanted.sketch.write({1, 1, 4, {0, 0, 0, 255}}, 30, 30));
    ASSERT_TRUE(wanted.mask.write({1, 1, 1, {255}}, 40, 40));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    EXPECT_EQ(seenAt(30.2, 30.2), QColor(0, 0, 0));
    const auto tinted = seenAt(40.2, 40.2);
    EXPECT_NEAR(tinted.red(), (100 + 235) / 2, 2);
    EXPECT_NEAR(tinted.green(), (150 + 60) / 2, 2);
    m_document.undo();
    EXPECT_EQ(seenAt(30.2, 30.2), QColor(100, 150, 200));
}

TEST_F(PaintingViewTest, TransparencyShowsACheckerboard) {
    const auto in = 5.5 * ratio(), next = 15.5 * ratio(); // squares are as large on every screen
    EXPECT_NE(seenAt(in, in), seenAt(next, in));
    EXPECT_EQ(seenAt(in, in), seenAt(next, next));
}

TEST_F(PaintingViewTest, TheMasksColourAndOpacityCanBeChosen) {
    fill({0, 0, kWidth, kHeight}, Qt::white);
    auto wanted = m_document.state();
    ASSERT_TRUE(wanted.mask.write({1, 1, 1, {255}}, 40, 40));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    MaskLook look;
    look.colour = QColor(0, 0, 255);
    look.opacity = 1;
    m_view.setLook(look);
    EXPECT_EQ(seenAt(40.2, 40.2), QColor(0, 0, 255));
    look.kind = MaskLook::Kind::Hidden;
    m_view.setLook(look);
    EXPECT_EQ(seenAt(40.2, 40.2), QColor(Qt::white));
}

TEST_F(PaintingViewTest, AntsWalkAroundTheMaskAndLeaveTheInsideAlone) {
    fill({0, 0, kWidth, kHeight}, QColor(100, 150, 200));
    auto wanted = m_document.state();
    ASSERT_TRUE(wanted.mask.write({40, 40, 1, std::vector<std::uint8_t>(1600, 255)}, 40, 40));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    MaskLook look;
    look.kind = MaskLook::Kind::Ants;
    m_view.setLook(look);
    EXPECT_EQ(seenAt(60.2, 60.2), QColor(100, 150, 200));
    const auto picture = shown();
    int black = 0, white = 0;
    for (int x = 40; x < 80; ++x) {
        const auto colour = colourAt(picture, at(x, 39));
        black += colour == QColor(Qt::black);
        white += colour == QColor(Qt::white);
    }
    EXPECT_EQ(black + white, 40);
    EXPECT_NEAR(black, 20, 4 * ratio()); // half of a dash
}

TEST_F(PaintingViewTest, OutsideTheFrameIsDimmed) {
    fill({0, 0, kWidth, kHeight}, QColor(100, 150, 200));
    auto wanted = m_document.state();
    wanted.frame = {100, 100, 128, 128};
    ASSERT_TRUE(m_document.applyState("frame", wanted));
    EXPECT_EQ(seenAt(150.2, 150.2), QColor(100, 150, 200));
    EXPECT_LT(seenAt(20.2, 20.2).green(), 110);
}

TEST_F(PaintingViewTest, HalvesAreMeans) {
    for (int x = 0; x < 16; x += 2)
        fill({x, 0, 1, 16}, Qt::white);
    for (int x = 1; x < 16; x += 2)
        fill({x, 0, 1, 16}, Qt::black);
    m_view.zoomTo(0.5, at(0, 0));
    EXPECT_NEAR(seenAt(6.1, 6.1).red(), 128, 1);
    fill({4, 4, 4, 4}, Qt::white); // what a level had is made again where it was touched
    EXPECT_NEAR(seenAt(6.1, 6.1).red(), 255, 1);
    EXPECT_NEAR(seenAt(12.1, 12.1).red(), 128, 1);
}

TEST_F(PaintingViewTest, EnlargedPixelsAreSquares) {
    fill({0, 0, kWidth, kHeight}, Qt::black);
    fill({100, 100, 1, 1}, Qt::white);
    m_view.zoomTo(8, at(100, 100));
    const auto from = m_view.transform().toView({100, 100});
    const auto picture = shown();
    for (int step = 0; step < 8; ++step)
        EXPECT_EQ(colourAt(picture, from + inView(step + 0.1, step + 0.1)), QColor(Qt::white));
    EXPECT_EQ(colourAt(picture, from + inView(9, 4)), QColor(Qt::black));
}

TEST_F(PaintingViewTest, TheWheelZoomsToTheCursor) {
    const auto place = at(100, 80);
    const auto under = m_view.transform().toPicture(place);
    wheel(place, 360);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 2);
    EXPECT_NEAR(m_view.transform().toPicture(place).x(), under.x(), 0.25 + 1e-6); // half of a device pixel
    for (int notch = 0; notch < 60; ++notch)
        wheel(place, 120);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 64);
    for (int notch = 0; notch < 90; ++notch)
        wheel(place, -120);
    EXPECT_DOUBLE_EQ(m_view.zoom(), 0.02);
    m_view.fit();
    EXPECT_TRUE(m_view.transform().isFitted());
}

TEST_F(PaintingViewTest, SpaceAndTheMiddleButtonPan) {
    fill({100, 100, 10, 10}, Qt::white);
    drag(at(50, 50), at(80, 60), Qt::MiddleButton);
    EXPECT_EQ(frame().topLeft(), QPointF(kLeft + 30, kTop + 10));
    EXPECT_EQ(seenAt(105.2, 105.2), QColor(Qt::white));
    key(QEvent::KeyPress, Qt::Key_Space);
    drag(at(80, 60), at(50, 50));
    key(QEvent::KeyRelease, Qt::Key_Space);
    EXPECT_EQ(frame().topLeft(), QPointF(kLeft, kTop));
    EXPECT_EQ(maskAt(50, 50), 0);
    EXPECT_EQ(seenAt(105.2, 105.2), QColor(Qt::white));
}

TEST_F(PaintingViewTest, OneFingerPaintsAndTwoPanAndZoom) {
    static auto* const screen = QTest::createTouchDevice(); // Qt keeps it
    // Whole logical pixels at every scale that is tested.
    const auto finger = [](int x, int y) { return at(x, y).toPoint(); };
    const auto touch = [&] { return QTest::touchEvent(&m_view, screen); };
    touch().press(0, finger(35, 60));
    touch().move(0, finger(95, 60));
    touch().release(0, finger(95, 60));
    EXPECT_EQ(maskAt(65, 60), 255);
    EXPECT_EQ(steps(), 1U);

    touch().press(0, finger(95, 90));
    touch().stationary(0).press(1, finger(215, 90));
    touch().move(0, finger(125, 120)).move(1, finger(245, 120));
    EXPECT_EQ(frame().topLeft(), QPointF(kLeft + 30, kTop + 30));
    touch().move(0, finger(65, 120)).move(1, finger(305, 120));
    EXPECT_NEAR(m_view.zoom(), 2, 1e-9);
    touch().release(0, finger(65, 120)).release(1, finger(305, 120));
    EXPECT_EQ(steps(), 1U) << "what the first finger began was taken back";
    EXPECT_EQ(maskAt(95, 90), 0);
}

TEST_F(PaintingViewTest, ManyPaintersComeToWhatOneAtOnceWould) {
    // Strokes, pans and zooms that repaint only parts, against a view that paints all.
    fill({0, 0, kWidth, kHeight}, QColor(90, 120, 150));
    for (const double zoom : {0.3, 0.5, 1.0, 1.7, 5.0}) {
        m_view.zoomTo(zoom, inView(400, 300));
        shown();
        for (int step = 0; step < 4; ++step) {
            drag(inView(350 + 20 * step, 250), inView(360 + 20 * step, 340));
            drag(inView(300, 300), inView(303 + step, 298), Qt::MiddleButton);
        }
        const auto partly = shown();
        auto look = m_view.look();
        look.opacity = 0.9;
        m_view.setLook(look);
        look.opacity = 0.5;
        m_view.setLook(look); // all is made again
        EXPECT_EQ(shown(), partly) << zoom;
    }
}

TEST_F(PaintingViewTest, AMovedCursorLeavesNothingBehind) {
    fill({0, 0, kWidth, kHeight}, QColor(90, 120, 150));
    mouse(QEvent::MouseMove, at(300, 200));
    EXPECT_NE(seenAt(310, 200), QColor(90, 120, 150));
    mouse(QEvent::MouseMove, at(100, 100));
    EXPECT_EQ(seenAt(310, 200), QColor(90, 120, 150));
}

} // namespace
} // namespace latentbrush::ui
