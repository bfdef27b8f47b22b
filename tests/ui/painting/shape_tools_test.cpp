#include "canvas_fixture.h"

#include "ui/painting/background_step.h"

#include <array>

namespace latentbrush::ui {
namespace {

class ShapeToolsTest : public CanvasFixture {
protected:
    void click(double x, double y, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        drag(at(x, y), at(x, y), Qt::LeftButton, modifiers);
    }
    void combine(Combine how) {
        auto values = m_tools.settings().values();
        values.combine = how;
        m_tools.settings().set(values);
    }
    /// A picture of two halves, dark and bright.
    void paintHalves() {
        auto wanted = m_document.state();
        image::Image half{kWidth / 2, kHeight, 4, {}};
        half.pixels.assign(std::size_t(half.width) * half.height * 4, 255);
        ASSERT_TRUE(wanted.picture.write(half, kWidth / 2, 0));
        for (std::size_t byte = 0; byte < half.pixels.size(); ++byte)
            half.pixels[byte] = byte % 4 == 3 ? 255 : 40;
        ASSERT_TRUE(wanted.picture.write(half, 0, 0));
        ASSERT_TRUE(m_document.applyState("test", wanted));
    }
};

struct Modified {
    Combine chosen;
    Qt::KeyboardModifiers modifiers;
    std::array<int, 3> values; ///< in the old box alone, in both, in the new one alone
};

class ShapeCombines : public ShapeToolsTest, public testing::WithParamInterface<Modified> {};

TEST_P(ShapeCombines, ByTheKeysOfOtherPrograms) {
    m_tools.choose(ToolId::Rectangle);
    drag(at(20, 20), at(120, 80));
    combine(GetParam().chosen);
    drag(at(70, 20), at(170, 80), Qt::LeftButton, GetParam().modifiers);
    EXPECT_EQ(maskAt(40, 50), GetParam().values[0]);
    EXPECT_EQ(maskAt(100, 50), GetParam().values[1]);
    EXPECT_EQ(maskAt(150, 50), GetParam().values[2]);
    EXPECT_EQ(steps(), 2U);
}

INSTANTIATE_TEST_SUITE_P(
    Modifiers, ShapeCombines,
    testing::Values(Modified{Combine::Replace, Qt::NoModifier, {0, 255, 255}},
                    Modified{Combine::Add, Qt::NoModifier, {255, 255, 255}},
                    Modified{Combine::Subtract, Qt::NoModifier, {255, 0, 0}},
                    Modified{Combine::Intersect, Qt::NoModifier, {0, 255, 0}},
                    Modified{Combine::Replace, Qt::ShiftModifier, {255, 255, 255}},
                    Modified{Combine::Replace, Qt::AltModifier, {255, 0, 0}},
                    Modified{Combine::Replace, Qt::ShiftModifier | Qt::AltModifier, {0, 255, 0}}));

TEST_F(ShapeToolsTest, ARectangleHasSharpEdgesAndAnEllipseRoundOnes) {
    m_tools.choose(ToolId::Rectangle);
    drag(at(20.3, 20.2), at(60.4, 50.1));
    EXPECT_EQ(maskAt(19, 30), 0);
    EXPECT_EQ(maskAt(20, 20), 255);
    EXPECT_EQ(maskAt(59, 49), 255);
    EXPECT_EQ(maskAt(60, 49), 0);
    m_tools.choose(ToolId::Ellipse);
    drag(at(100, 100), at(200, 160));
    EXPECT_EQ(maskAt(150, 130), 255);
    EXPECT_EQ(maskAt(102, 102), 0);
}

TEST_F(ShapeToolsTest, ShiftOnTheWayMakesASquare) {
    m_tools.choose(ToolId::Rectangle);
    mouse(QEvent::MouseButtonPress, at(20, 20));
    mouse(QEvent::MouseMove, at(60, 30), Qt::LeftButton, Qt::ShiftModifier);
    mouse(QEvent::MouseButtonRelease, at(60, 30), Qt::LeftButton, Qt::ShiftModifier);
    EXPECT_EQ(maskAt(55, 55), 255);
}

TEST_F(ShapeToolsTest, EscapeTakesAShapeBack) {
    m_tools.choose(ToolId::Lasso);
    mouse(QEvent::MouseButtonPress, at(20, 20));
    mouse(QEvent::MouseMove, at(60, 20));
    tap(Qt::Key_Escape);
    mouse(QEvent::MouseMove, at(60, 60));
    mouse(QEvent::MouseButtonRelease, at(60, 60));
    EXPECT_EQ(steps(), 0U);
}

TEST_F(ShapeToolsTest, ALassoClosesItself) {
    m_tools.choose(ToolId::Lasso);
    mouse(QEvent::MouseButtonPress, at(20, 20));
    for (const auto& place : {at(120, 20), at(120, 120), at(20, 120)})
        mouse(QEvent::MouseMove, place);
    mouse(QEvent::MouseButtonRelease, at(20, 110));
    EXPECT_EQ(maskAt(70, 70), 255);
    EXPECT_EQ(maskAt(130, 70), 0);
    EXPECT_EQ(steps(), 1U);
}

TEST_F(ShapeToolsTest, APolygonIsClosedAtItsFirstCornerOrByEnter) {
    m_tools.choose(ToolId::Polygon);
    for (const auto& corner : {QPoint(20, 20), QPoint(120, 20), QPoint(120, 120)})
        click(corner.x(), corner.y());
    EXPECT_EQ(steps(), 0U);
    click(21, 21);
    EXPECT_EQ(steps(), 1U);
    EXPECT_EQ(maskAt(100, 50), 255);
    for (const auto& corner : {QPoint(200, 20), QPoint(300, 20), QPoint(300, 120), QPoint(390, 290)})
        click(corner.x(), corner.y());
    tap(Qt::Key_Backspace);
    tap(Qt::Key_Return);
    EXPECT_EQ(maskAt(280, 50), 255);
    EXPECT_EQ(maskAt(320, 150), 0);
    EXPECT_EQ(steps(), 2U);
}

TEST_F(ShapeToolsTest, TheWandTakesWhatHasTheColour) {
    paintHalves();
    m_tools.choose(ToolId::Wand);
    click(300, 100);
    EXPECT_EQ(maskAt(390, 290), 255);
    EXPECT_EQ(maskAt(100, 100), 0);
    click(350, 100, Qt::AltModifier);
    EXPECT_EQ(maskAt(390, 290), 0);
}

TEST_F(ShapeToolsTest, TheBucketFillsAnOutline) {
    m_tools.choose(ToolId::Brush);
    for (const auto& [from, to] : {std::pair(at(50, 50), at(150, 50)), std::pair(at(150, 50), at(150, 150)),
                                   std::pair(at(150, 150), at(50, 150)), std::pair(at(50, 150), at(50, 50))})
        drag(from, to);
    m_tools.choose(ToolId::Bucket);
    click(100, 100);
    EXPECT_EQ(maskAt(100, 100), 255);
    EXPECT_EQ(maskAt(61, 61), 255); // up to the outline, without a halo
    EXPECT_EQ(maskAt(200, 200), 0);
    click(100, 100, Qt::AltModifier);
    EXPECT_EQ(maskAt(100, 100), 0);
    EXPECT_EQ(steps(), 6U);
}

TEST_F(ShapeToolsTest, ALargeDocumentIsFilledElsewhereAndKeepsWhatIsPaintedMeanwhile) {
    PaintedDocument large(*document::Document::create(2048, 1024));
    BackgroundStep step;
    step.start(large, "fill", [](document::DocumentState state) -> Result<document::DocumentState> {
        QTest::qSleep(50);
        [[maybe_unused]] const auto written = state.mask.write({1, 1, 1, {9}}, 3, 3);
        return state;
    });
    EXPECT_TRUE(step.isRunning());
    auto wanted = large.state();
    ASSERT_TRUE(wanted.mask.write({1, 1, 1, {7}}, 600, 600));
    ASSERT_TRUE(large.applyState("paint", wanted));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !step.isRunning(); }, 10'000));
    EXPECT_EQ(large.state().mask.read({3, 3, 1, 1}).pixels[0], 9);
    EXPECT_EQ(large.state().mask.read({600, 600, 1, 1}).pixels[0], 7);
    EXPECT_EQ(large.history().undoCount(), 2U);
}

TEST_F(ShapeToolsTest, AGradientFallsEvenly) {
    m_tools.choose(ToolId::Gradient);
    drag(at(100, 50), at(300, 50));
    EXPECT_EQ(maskAt(50, 200), 255);
    EXPECT_NEAR(maskAt(200, 200), 128, 2);
    EXPECT_EQ(maskAt(350, 10), 0);
    EXPECT_EQ(steps(), 1U);
}

TEST_F(ShapeToolsTest, ThePickerTakesTheColourWithoutTheMask) {
    paintHalves();
    m_tools.choose(ToolId::Rectangle);
    drag(at(0, 0), at(400, 300));
    m_tools.choose(ToolId::Picker);
    click(100, 100);
    EXPECT_EQ(m_tools.settings().values().colour, QColor(40, 40, 40));
}

TEST_F(ShapeToolsTest, TheFrameIsMovedAndStretchedWithinTheDocument) {
    auto wanted = m_document.state();
    wanted.frame = {100, 100, 128, 128};
    ASSERT_TRUE(m_document.applyState("frame", wanted));
    m_tools.choose(ToolId::Frame);
    drag(at(160, 160), at(170, 150));
    EXPECT_EQ(m_document.state().frame, (document::Rect{110, 90, 128, 128}));
    drag(at(238, 150), at(270, 150)); // the right edge
    EXPECT_EQ(m_document.state().frame, (document::Rect{110, 90, 160, 128}));
    drag(at(160, 160), at(-500, -500));
    EXPECT_EQ(m_document.state().frame, (document::Rect{0, 0, 160, 128}));
    m_document.undo();
    EXPECT_EQ(m_document.state().frame, (document::Rect{110, 90, 160, 128}));
}

} // namespace
} // namespace latentbrush::ui
