#include "canvas_fixture.h"

namespace latentbrush::ui {
namespace {

using StrokeToolTest = CanvasFixture;

TEST_F(StrokeToolTest, AStrokeIsOneStep) {
    drag(at(50, 50), at(150, 50));
    EXPECT_EQ(maskAt(50, 50), 255);
    EXPECT_EQ(maskAt(100, 50), 255);
    EXPECT_EQ(maskAt(150, 50), 255);
    EXPECT_EQ(maskAt(100, 65), 0);
    EXPECT_EQ(steps(), 1U);
    EXPECT_EQ(m_document.history().undoName(), "paint");
    m_document.undo();
    EXPECT_EQ(maskAt(100, 50), 0);
}

TEST_F(StrokeToolTest, ItIsSeenWhileThePenIsDown) {
    mouse(QEvent::MouseButtonPress, at(50, 50));
    mouse(QEvent::MouseMove, at(90, 50));
    EXPECT_EQ(maskAt(70, 50), 255);
    EXPECT_EQ(steps(), 0U);
    // Away from the cursor's outline.
    const auto seen = colourAt(shown(), at(60, 50));
    EXPECT_GT(seen.red(), seen.green() + 40);
}

TEST_F(StrokeToolTest, EscapeTakesAStrokeBack) {
    mouse(QEvent::MouseButtonPress, at(50, 50));
    mouse(QEvent::MouseMove, at(90, 50));
    tap(Qt::Key_Escape);
    EXPECT_EQ(maskAt(70, 50), 0);
    // What the hand still does belongs to no stroke.
    mouse(QEvent::MouseMove, at(120, 50));
    mouse(QEvent::MouseButtonRelease, at(120, 50));
    EXPECT_EQ(maskAt(120, 50), 0);
    EXPECT_EQ(steps(), 0U);
}

TEST_F(StrokeToolTest, PressureIsSize) {
    pen(QEvent::TabletPress, at(50, 50), 0.25, m_stylus);
    pen(QEvent::TabletRelease, at(50, 50), 0, m_stylus);
    pen(QEvent::TabletPress, at(150, 50), 1, m_stylus);
    pen(QEvent::TabletRelease, at(150, 50), 0, m_stylus);
    EXPECT_EQ(maskAt(50, 50), 255);
    EXPECT_EQ(maskAt(58, 50), 0);
    EXPECT_EQ(maskAt(158, 50), 255);
}

TEST_F(StrokeToolTest, PressureIsStrengthWhereChosen) {
    auto brush = m_tools.settings().brushOf(ToolId::Brush);
    brush.pressureSizes = false;
    brush.pressureWeakens = true;
    m_tools.settings().setBrushOf(ToolId::Brush, brush);
    pen(QEvent::TabletPress, at(50, 50), 0.5, m_stylus);
    pen(QEvent::TabletRelease, at(50, 50), 0, m_stylus);
    EXPECT_NEAR(maskAt(50, 50), 128, 1);
    EXPECT_NEAR(maskAt(57, 50), 128, 1);
}

TEST_F(StrokeToolTest, ThePensOtherEndErases) {
    drag(at(50, 50), at(150, 50));
    pen(QEvent::TabletPress, at(100, 50), 1, m_otherEnd);
    pen(QEvent::TabletMove, at(110, 50), 1, m_otherEnd);
    pen(QEvent::TabletRelease, at(110, 50), 0, m_otherEnd);
    EXPECT_EQ(maskAt(100, 50), 0);
    EXPECT_EQ(maskAt(60, 50), 255);
    EXPECT_EQ(m_document.history().undoName(), "erase");
    EXPECT_EQ(m_tools.currentId(), ToolId::Brush);
}

TEST_F(StrokeToolTest, AHeldKeyErasesAndGivesTheBrushBack) {
    drag(at(50, 50), at(150, 50));
    key(QEvent::KeyPress, Qt::Key_E);
    EXPECT_EQ(m_tools.currentId(), ToolId::Eraser);
    drag(at(100, 50), at(110, 50));
    key(QEvent::KeyRelease, Qt::Key_E);
    EXPECT_EQ(maskAt(105, 50), 0);
    EXPECT_EQ(m_tools.currentId(), ToolId::Brush);
    tap(Qt::Key_E);
    EXPECT_EQ(m_tools.currentId(), ToolId::Eraser);
}

TEST_F(StrokeToolTest, ShiftDrawsAStraightLineFromTheLastEnd) {
    drag(at(50, 50), at(60, 50));
    mouse(QEvent::MouseButtonPress, at(60, 250), Qt::LeftButton, Qt::ShiftModifier);
    mouse(QEvent::MouseButtonRelease, at(60, 250), Qt::LeftButton, Qt::ShiftModifier);
    EXPECT_EQ(maskAt(60, 150), 255);
    EXPECT_EQ(maskAt(80, 150), 0);
    EXPECT_EQ(steps(), 2U);
}

struct BracketKey {
    int key;
    Qt::KeyboardModifiers modifiers;
    double diameter;
    double hardness;
};

TEST_F(StrokeToolTest, BracketsChangeSizeAndHardness) {
    auto brush = m_tools.settings().brushOf(ToolId::Brush);
    brush.hardness = 0.5;
    for (const auto& row : {BracketKey{Qt::Key_BracketRight, Qt::NoModifier, 23, 0.5},
                            BracketKey{Qt::Key_BracketLeft, Qt::NoModifier, 17, 0.5},
                            BracketKey{Qt::Key_BraceRight, Qt::ShiftModifier, 20, 0.6},
                            BracketKey{Qt::Key_BraceLeft, Qt::ShiftModifier, 20, 0.4}}) {
        m_tools.settings().setBrushOf(ToolId::Brush, brush);
        tap(row.key, row.modifiers);
        EXPECT_DOUBLE_EQ(m_tools.settings().brushOf(ToolId::Brush).diameter, row.diameter);
        EXPECT_DOUBLE_EQ(m_tools.settings().brushOf(ToolId::Brush).hardness, row.hardness);
    }
    EXPECT_DOUBLE_EQ(m_tools.settings().brushOf(ToolId::Eraser).diameter, 20); // has its own
}

TEST_F(StrokeToolTest, AltAndTheRightButtonChangeThemToo) {
    drag(at(100, 100), at(130, 140), Qt::RightButton, Qt::AltModifier);
    EXPECT_DOUBLE_EQ(m_tools.settings().brushOf(ToolId::Brush).diameter, 80);
    EXPECT_DOUBLE_EQ(m_tools.settings().brushOf(ToolId::Brush).hardness, 0.8);
    EXPECT_EQ(steps(), 0U);
}

TEST_F(StrokeToolTest, OnTheSketchItPaintsTheColour) {
    auto values = m_tools.settings().values();
    values.target = PaintTarget::Sketch;
    values.colour = QColor(10, 200, 30);
    m_tools.settings().set(values);
    m_tools.settings().setBrushOf(ToolId::Brush, m_tools.settings().brushOf(ToolId::Eraser));
    drag(at(50, 50), at(150, 50));
    EXPECT_EQ(sketchAt(100, 50), QColor(10, 200, 30));
    EXPECT_EQ(maskAt(100, 50), 0);
    EXPECT_EQ(colourAt(shown(), at(60, 50)), QColor(10, 200, 30));
    tap(Qt::Key_E);
    drag(at(100, 50), at(110, 50));
    EXPECT_EQ(sketchAt(105, 50).alpha(), 0);
    EXPECT_EQ(steps(), 2U);
}

TEST_F(StrokeToolTest, ScreenSizesAreDividedByTheZoom) {
    auto values = m_tools.settings().values();
    values.screenSizes = true;
    m_tools.settings().set(values);
    m_view.zoomTo(4, at(100, 100));
    drag(at(100, 100), at(100, 100));
    EXPECT_EQ(maskAt(101, 100), 255);
    EXPECT_EQ(maskAt(104, 100), 0); // 20 device pixels are 5 of the document's
}

TEST_F(StrokeToolTest, AnotherDraftEndsTheStrokeQuietly) {
    mouse(QEvent::MouseButtonPress, at(50, 50));
    m_document.beginDraft();
    mouse(QEvent::MouseMove, at(90, 50));
    mouse(QEvent::MouseButtonRelease, at(90, 50));
    EXPECT_EQ(maskAt(70, 50), 0);
    EXPECT_EQ(steps(), 0U);
}

} // namespace
} // namespace latentbrush::ui
