#include "ui/painting/tools/place_tool.h"

#include "canvas_fixture.h"

#include "ui/painting/step_text.h"

namespace latentbrush::ui {
namespace {

class PlaceToolTest : public CanvasFixture {
protected:
    static QImage picture(int width, int height, QColor colour = QColor(10, 200, 30)) {
        QImage result(width, height, QImage::Format_ARGB32);
        result.fill(colour);
        return result;
    }
    PlaceTool& tool() { return static_cast<PlaceTool&>(m_tools.current()); }
    QRectF place() { return tool().placement().corners().boundingRect(); }
    QColor pictureAt(int x, int y) const {
        const auto pixel = m_document.state().picture.read({x, y, 1, 1});
        return {pixel.pixels[0], pixel.pixels[1], pixel.pixels[2], pixel.pixels[3]};
    }
    /// To the fraction of a pixel, where `at` is good to a half.
    QPointF in(double x, double y) const { return m_view.transform().toView({x, y}); }
    /// Of a picture of 100x60 in the middle: as far away on every screen.
    QPointF handle() const { return in(200, 120 - 26 * ratio()); }
    document::Rect content() const { return m_document.state().picture.contentBounds(); }
};

TEST_F(PlaceToolTest, FloatsInTheMiddleUntilEnter) {
    m_tools.place(m_document, picture(100, 60));
    EXPECT_EQ(m_tools.currentId(), ToolId::Place);
    EXPECT_EQ(place(), QRectF(150, 120, 100, 60));
    EXPECT_EQ(colourAt(shown(), at(200.2, 150.2)), QColor(10, 200, 30));
    EXPECT_EQ(steps(), 0U);
    EXPECT_FALSE(m_document.hasDraft());
    tap(Qt::Key_Return);
    EXPECT_EQ(content(), (document::Rect{150, 120, 100, 60}));
    EXPECT_EQ(pictureAt(150, 120), QColor(10, 200, 30));
    EXPECT_EQ(pictureAt(249, 179), QColor(10, 200, 30));
    EXPECT_EQ(m_document.history().undoName(), "paste");
    EXPECT_FALSE(stepText("paste").isEmpty());
    EXPECT_FALSE(m_tools.current().isBusy());
}

TEST_F(PlaceToolTest, WhereThePersonLooks) {
    m_tools.place(m_document, picture(101, 60), QPointF(90.3, 70));
    EXPECT_EQ(place(), QRectF(40, 40, 101, 60)); // on whole pixels
}

TEST_F(PlaceToolTest, EachPixelComesAsItIs) {
    QImage noise(64, 48, QImage::Format_ARGB32);
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x)
            noise.setPixel(x, y, qRgba(x * 4, y * 5, (x * 7 + y * 3) % 256, (x + y) % 3 == 0 ? 0 : 255));
    auto before = m_document.state();
    image::Image faint{kWidth, kHeight, 4, {}};
    for (int pixel = 0; pixel < kWidth * kHeight; ++pixel)
        for (const int value : {pixel % 256, 3, 250, pixel % 5})
            faint.pixels.push_back(static_cast<std::uint8_t>(value));
    ASSERT_TRUE(before.picture.write(faint, 0, 0));
    ASSERT_TRUE(m_document.applyState("test", before));
    m_tools.place(m_document, noise, QPointF(250, 200)); // over four tiles
    tap(Qt::Key_Return);
    for (int y = 0; y < kHeight; y += 3)
        for (int x = 0; x < kWidth; ++x) {
            const QPoint in(x - 218, y - 176);
            const bool covered = QRect(0, 0, 64, 48).contains(in) && qAlpha(noise.pixel(in)) == 255;
            const auto is = m_document.state().picture.read({x, y, 1, 1}).pixels;
            const auto pixel = noise.pixelColor(covered ? in : QPoint());
            const auto* was = faint.at(x, y);
            const std::vector<std::uint8_t> wanted =
                covered ? std::vector<std::uint8_t>{static_cast<std::uint8_t>(pixel.red()),
                                                    static_cast<std::uint8_t>(pixel.green()),
                                                    static_cast<std::uint8_t>(pixel.blue()), 255}
                        : std::vector<std::uint8_t>(was, was + 4);
            ASSERT_EQ(is, wanted) << x << " " << y;
        }
}

TEST_F(PlaceToolTest, IsDraggedNudgedAndLeftByAPressBeside) {
    m_tools.place(m_document, picture(100, 60));
    drag(at(200, 150), at(180.4, 140.2));
    EXPECT_EQ(place(), QRectF(130, 110, 100, 60));
    tap(Qt::Key_Right);
    tap(Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(place(), QRectF(131, 120, 100, 60));
    drag(at(20, 20), at(40, 40)); // beside
    EXPECT_EQ(steps(), 1U);
    EXPECT_EQ(content(), (document::Rect{131, 120, 100, 60}));
    EXPECT_EQ(maskAt(30, 30), 0);
}

struct Scaled {
    QPointF from;
    QPointF to;
    Qt::KeyboardModifiers modifiers;
    QRectF wanted;
};

class PlaceScales : public PlaceToolTest, public testing::WithParamInterface<Scaled> {};

TEST_P(PlaceScales, ByItsCorners) {
    const auto& [from, to, modifiers, wanted] = GetParam();
    m_tools.place(m_document, picture(100, 60));
    drag(at(from.x(), from.y()), at(to.x(), to.y()), Qt::LeftButton, modifiers);
    EXPECT_EQ(place(), wanted);
    tap(Qt::Key_Return);
    EXPECT_EQ(content(),
              (document::Rect{int(wanted.x()), int(wanted.y()), int(wanted.width()), int(wanted.height())}));
}

INSTANTIATE_TEST_SUITE_P(Corners, PlaceScales,
                         testing::Values(Scaled{{250, 180}, {300, 210}, Qt::NoModifier, {150, 120, 150, 90}},
                                         Scaled{{150, 120}, {100, 90}, Qt::NoModifier, {100, 90, 150, 90}},
                                         Scaled{{250, 120}, {200, 150}, Qt::NoModifier, {150, 150, 50, 30}},
                                         Scaled{{150, 180}, {100, 210}, Qt::NoModifier, {100, 120, 150, 90}},
                                         Scaled{
                                             {250, 180}, {300, 170}, Qt::ShiftModifier, {150, 120, 150, 50}},
                                         Scaled{{250, 180}, {20, 20}, Qt::ShiftModifier, {150, 120, 1, 1}}));

TEST_F(PlaceToolTest, IsTurnedByTheHandleInStepsWithShift) {
    m_tools.place(m_document, picture(100, 60));
    drag(handle(), in(260, 150));
    EXPECT_NEAR(tool().placement().angle, 90, 1e-6);
    EXPECT_EQ(place(), QRectF(170, 100, 60, 100));
    tap(Qt::Key_Escape);
    m_tools.place(m_document, picture(100, 60));
    drag(handle(), in(229, 100), Qt::LeftButton, Qt::ShiftModifier);
    EXPECT_NEAR(tool().placement().angle, 30, 1e-6);
    tap(Qt::Key_Return);
    EXPECT_EQ(pictureAt(200, 150), QColor(10, 200, 30));
    EXPECT_EQ(pictureAt(152, 122).alpha(), 0); // where its corner was
    EXPECT_EQ(pictureAt(165, 130).alpha(), 255);
}

TEST_F(PlaceToolTest, QuarterTurnsBlurNothing) {
    QImage halves = picture(100, 60, Qt::black);
    for (int y = 0; y < 60; ++y)
        for (int x = 50; x < 100; ++x)
            halves.setPixelColor(x, y, Qt::white);
    m_tools.place(m_document, halves);
    drag(handle(), in(260, 150)); // a quarter, clockwise: the right half is below then
    tap(Qt::Key_Return);
    EXPECT_EQ(content(), (document::Rect{170, 100, 60, 100}));
    EXPECT_EQ(pictureAt(200, 149), QColor(Qt::black));
    EXPECT_EQ(pictureAt(200, 150), QColor(Qt::white));
}

TEST_F(PlaceToolTest, ALargePictureFitsAndIsMadeSmallByMeans) {
    QImage stripes(1600, 1600, QImage::Format_RGB32);
    for (int y = 0; y < 1600; ++y)
        for (int x = 0; x < 1600; ++x)
            stripes.setPixel(x, y, x % 2 ? qRgb(255, 255, 255) : qRgb(0, 0, 0));
    m_tools.place(m_document, stripes);
    EXPECT_EQ(place(), QRectF(50, 0, 300, 300));
    tap(Qt::Key_Return);
    for (int x = 100; x < 120; ++x)
        EXPECT_NEAR(pictureAt(x, 150).red(), 128, 4) << x;
}

TEST_F(PlaceToolTest, EscapeDropsIt) {
    m_tools.place(m_document, picture(100, 60));
    const auto with = shown();
    tap(Qt::Key_Escape);
    EXPECT_NE(shown(), with);
    EXPECT_FALSE(m_tools.current().isBusy());
    EXPECT_EQ(steps(), 0U);
    EXPECT_TRUE(content().empty());
}

TEST_F(PlaceToolTest, AnotherToolOrDocumentPutsItDown) {
    m_tools.place(m_document, picture(100, 60));
    tap(Qt::Key_B);
    EXPECT_EQ(m_tools.currentId(), ToolId::Brush);
    EXPECT_EQ(steps(), 1U);
    m_tools.place(m_document, picture(20, 20, Qt::red), QPointF(30, 30));
    m_tools.place(m_document, picture(20, 20, Qt::blue), QPointF(80, 30)); // the one before comes down
    EXPECT_EQ(steps(), 2U);
    PaintedDocument other(*document::Document::create(64, 64));
    m_view.setDocument(&other);
    EXPECT_EQ(steps(), 3U);
    EXPECT_EQ(pictureAt(30, 30), QColor(Qt::red));
    EXPECT_EQ(pictureAt(80, 30), QColor(Qt::blue));
    EXPECT_EQ(other.history().undoCount(), 0U);
    m_view.setDocument(nullptr);
}

TEST_F(PlaceToolTest, OnTheSketchWhereThatIsPaintedOn) {
    auto values = m_tools.settings().values();
    values.target = PaintTarget::Sketch;
    m_tools.settings().set(values);
    m_tools.place(m_document, picture(20, 20));
    tap(Qt::Key_Return);
    EXPECT_EQ(sketchAt(200, 150), QColor(10, 200, 30));
    EXPECT_TRUE(content().empty());
}

TEST_F(PlaceToolTest, WhatLiesBesideTheDocumentIsLeftOut) {
    m_tools.place(m_document, picture(100, 60), QPointF(0, 0));
    tap(Qt::Key_Return);
    EXPECT_EQ(content(), (document::Rect{0, 0, 50, 30}));
    m_tools.place(m_document, picture(100, 60), QPointF(-500, 0));
    tap(Qt::Key_Return);
    EXPECT_EQ(steps(), 1U);
}

TEST_F(PlaceToolTest, APenDragsAndTheCursorTells) {
    m_tools.place(m_document, picture(100, 60));
    pen(QEvent::TabletPress, at(200, 150), 0.5, m_stylus);
    pen(QEvent::TabletMove, at(210, 150), 0.7, m_stylus);
    pen(QEvent::TabletRelease, at(220, 160), 0, m_stylus);
    EXPECT_EQ(place(), QRectF(170, 130, 100, 60));
    mouse(QEvent::MouseMove, at(220, 160));
    EXPECT_EQ(m_view.cursor().shape(), Qt::SizeAllCursor);
    mouse(QEvent::MouseMove, at(170, 130));
    EXPECT_EQ(m_view.cursor().shape(), Qt::SizeFDiagCursor);
    mouse(QEvent::MouseMove, at(10, 10));
    EXPECT_EQ(m_view.cursor().shape(), Qt::ArrowCursor);
}

TEST_F(PlaceToolTest, TwoFingersPanAndLeaveItFloating) {
    m_tools.place(m_document, picture(100, 60));
    mouse(QEvent::MouseButtonPress, at(200, 150));
    mouse(QEvent::MouseMove, at(250, 150));
    m_tools.current().cancelPress();
    EXPECT_EQ(place(), QRectF(150, 120, 100, 60));
    EXPECT_TRUE(m_tools.current().isBusy());
}

TEST_F(PlaceToolTest, NothingToPlaceDoesNothing) {
    m_tools.choose(ToolId::Place);
    drag(at(100, 100), at(200, 200));
    tap(Qt::Key_Return);
    m_tools.place(m_document, QImage());
    EXPECT_FALSE(m_tools.current().isBusy());
    EXPECT_EQ(steps(), 0U);
}

} // namespace
} // namespace latentbrush::ui
