#include "ui/painting/tools/crop_tool.h"

#include "canvas_fixture.h"

#include "ui/painting/step_text.h"

namespace latentbrush::ui {
namespace {

using document::Rect;

class CropToolTest : public CanvasFixture {
protected:
    CropToolTest() { m_tools.choose(ToolId::Crop); }
    const Rect& rect() { return m_tools.crop().rect(); }
    Rect bounds() const { return m_document.state().picture.bounds(); }
};

struct Drag {
    QPointF from;
    QPointF to;
    Qt::KeyboardModifiers modifiers;
    Rect wanted;
};

class CropDrags : public CropToolTest, public testing::WithParamInterface<Drag> {};

TEST_P(CropDrags, ComesTo) {
    const auto& [from, to, modifiers, wanted] = GetParam();
    EXPECT_EQ(rect(), (Rect{0, 0, kWidth, kHeight})); // it is there before anything is done
    drag(at(from.x(), from.y()), at(to.x(), to.y()), Qt::LeftButton, modifiers);
    EXPECT_EQ(rect(), wanted) << rect().x << " " << rect().y << " " << rect().width << " " << rect().height;
    EXPECT_EQ(steps(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    All, CropDrags,
    testing::Values(Drag{{400, 150}, {350, 170}, Qt::NoModifier, {0, 0, 350, 300}},      // right
                    Drag{{0, 150}, {-30, 170}, Qt::NoModifier, {-30, 0, 430, 300}},      // left, beyond
                    Drag{{200, 0}, {210, 40}, Qt::NoModifier, {0, 40, 400, 260}},        // top
                    Drag{{200, 300}, {210, 340}, Qt::NoModifier, {0, 0, 400, 340}},      // bottom, beyond
                    Drag{{400, 300}, {420, 290}, Qt::NoModifier, {0, 0, 420, 290}},      // corner
                    Drag{{0, 0}, {30, 20}, Qt::NoModifier, {30, 20, 370, 280}},          // the opposite one
                    Drag{{400, 300}, {200, 290}, Qt::ShiftModifier, {0, 0, 387, 290}},   // in proportion
                    Drag{{400, 150}, {440, 150}, Qt::ShiftModifier, {0, -15, 440, 330}}, // both ways
                    Drag{{400, 300}, {413, 309}, Qt::ControlModifier, {0, 0, 416, 312}}, // snapped
                    Drag{{400, 150}, {413, 150}, Qt::ControlModifier, {0, 0, 416, 300}}, // what is held alone
                    Drag{{100, 50}, {300, 200}, Qt::NoModifier, {100, 50, 200, 150}},    // drawn anew
                    Drag{{300, 200}, {100, 50}, Qt::NoModifier, {100, 50, 200, 150}},    // backwards
                    Drag{{101, 53}, {300, 200}, Qt::ControlModifier, {104, 56, 200, 144}}, // snapped
                    Drag{{100, 50}, {300, 60}, Qt::ShiftModifier, {100, 50, 200, 150}},   // like the document
                    Drag{{200, 150}, {201, 151}, Qt::NoModifier, {0, 0, 400, 300}},       // a click is none
                    Drag{{400, 150}, {-500, 150}, Qt::NoModifier, {0, 0, 1, 300}},        // never nothing
                    Drag{{450, 100}, {550, 200}, Qt::NoModifier, {450, 100, 100, 100}})); // outside

TEST_F(CropToolTest, EnterCropsInOneStep) {
    auto wanted = m_document.state();
    ASSERT_TRUE(wanted.picture.write({1, 1, 4, {9, 8, 7, 255}}, 120, 90));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    drag(at(100, 50), at(300, 200));
    EXPECT_TRUE(m_tools.current().isBusy());
    tap(Qt::Key_Return);
    EXPECT_EQ(bounds(), (Rect{0, 0, 200, 150}));
    EXPECT_EQ(rect(), bounds());
    EXPECT_FALSE(m_tools.current().isBusy());
    EXPECT_EQ(m_document.state().picture.read({20, 40, 1, 1}).pixels[0], 9);
    EXPECT_EQ(m_document.history().undoName(), "crop");
    EXPECT_TRUE(m_document.state().mask.contentBounds().empty());
    EXPECT_FALSE(stepText("crop").isEmpty() || stepText("extend").isEmpty());
    m_document.undo();
    EXPECT_EQ(bounds(), (Rect{0, 0, kWidth, kHeight}));
    EXPECT_EQ(rect(), bounds());
}

TEST_F(CropToolTest, WhatReachesBeyondExtendsAndIsMasked) {
    drag(at(400, 150), at(464, 150));
    tap(Qt::Key_Enter);
    EXPECT_EQ(bounds(), (Rect{0, 0, 464, kHeight}));
    EXPECT_EQ(m_document.history().undoName(), "extend");
    EXPECT_EQ(m_document.state().mask.contentBounds(), (Rect{390, 0, 74, kHeight}));
    EXPECT_EQ(m_document.state().frame, bounds());
    m_tools.crop().setOverlap(20);
    drag(at(464, 150), at(472, 150));
    tap(Qt::Key_Enter);
    EXPECT_EQ(maskAt(444, 10), 255);
    EXPECT_EQ(steps(), 2U);
}

TEST_F(CropToolTest, ItIsMovedOnceItIsNotAroundAll) {
    drag(at(100, 50), at(300, 200));
    drag(at(200, 100), at(190, 120));
    EXPECT_EQ(rect(), (Rect{90, 70, 200, 150}));
    mouse(QEvent::MouseMove, at(190, 120));
    EXPECT_EQ(m_view.cursor().shape(), Qt::SizeAllCursor);
    mouse(QEvent::MouseMove, at(290, 120));
    EXPECT_EQ(m_view.cursor().shape(), Qt::SizeHorCursor);
}

TEST_F(CropToolTest, ADoubleClickWithinApplies) {
    drag(at(100, 50), at(300, 200));
    mouse(QEvent::MouseButtonPress, at(200, 100));
    mouse(QEvent::MouseButtonRelease, at(200, 100));
    mouse(QEvent::MouseButtonDblClick, at(200, 100));
    mouse(QEvent::MouseButtonRelease, at(200, 100));
    EXPECT_EQ(bounds(), (Rect{0, 0, 200, 150}));
    EXPECT_EQ(steps(), 1U);
}

TEST_F(CropToolTest, EscapeAndAnotherToolTakeItBack) {
    drag(at(100, 50), at(300, 200));
    tap(Qt::Key_Escape);
    EXPECT_EQ(rect(), (Rect{0, 0, kWidth, kHeight}));
    drag(at(100, 50), at(300, 200));
    EXPECT_TRUE(m_tools.cancelPending());
    EXPECT_FALSE(m_tools.cancelPending());
    drag(at(100, 50), at(300, 200));
    m_tools.choose(ToolId::Brush);
    m_tools.choose(ToolId::Crop);
    EXPECT_EQ(rect(), (Rect{0, 0, kWidth, kHeight}));
    tap(Qt::Key_Return);
    EXPECT_EQ(steps(), 0U);
}

TEST_F(CropToolTest, EscapeInTheMiddleEndsTheDrag) {
    mouse(QEvent::MouseButtonPress, at(100, 50));
    mouse(QEvent::MouseMove, at(300, 200));
    tap(Qt::Key_Escape);
    mouse(QEvent::MouseMove, at(310, 210));
    mouse(QEvent::MouseButtonRelease, at(310, 210));
    EXPECT_EQ(rect(), (Rect{0, 0, kWidth, kHeight}));
}

TEST_F(CropToolTest, APenDoesTheSame) {
    pen(QEvent::TabletPress, at(400, 150), 0.5, m_stylus);
    pen(QEvent::TabletMove, at(420, 150), 0.7, m_stylus);
    pen(QEvent::TabletRelease, at(450, 150), 0, m_stylus);
    EXPECT_EQ(rect(), (Rect{0, 0, 450, kHeight}));
}

TEST_F(CropToolTest, WhatGoesIsDimmedAndTheSizeIsWritten) {
    auto wanted = m_document.state();
    wanted.picture = *document::TiledLayer::create(kWidth, kHeight, 4);
    image::Image white{kWidth, kHeight, 4, std::vector<std::uint8_t>(std::size_t(kWidth) * kHeight * 4, 255)};
    ASSERT_TRUE(wanted.picture.write(white, 0, 0));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    const auto before = shown();
    drag(at(100, 50), at(300, 200));
    const auto seen = shown();
    EXPECT_EQ(colourAt(seen, at(150, 100)), QColor(Qt::white));
    EXPECT_LT(colourAt(seen, at(350, 250)).green(), 140);
    EXPECT_LT(colourAt(seen, at(200 - 60 * ratio(), 200 + 20 * ratio())).green(), 70); // the label's ground
    tap(Qt::Key_Escape);
    EXPECT_EQ(shown(), before);
}

TEST_F(CropToolTest, AnotherDocumentBeginsAnew) {
    drag(at(100, 50), at(300, 200));
    PaintedDocument other(*document::Document::create(128, 64));
    m_view.setDocument(&other);
    EXPECT_EQ(rect(), (Rect{0, 0, 128, 64}));
    m_view.setDocument(nullptr);
    EXPECT_FALSE(m_tools.current().isBusy());
    EXPECT_EQ(steps(), 0U);
}

TEST_F(CropToolTest, ALargeDocumentIsCroppedElsewhere) {
    PaintedDocument large(*document::Document::create(1200, 1000));
    m_view.setDocument(&large);
    m_view.zoomTo(0.5, inView(400, 300));
    const auto view = [this](double x, double y) { return m_view.transform().toView({x, y}); };
    drag(view(100, 100), view(900, 800));
    tap(Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return large.history().undoCount() == 1; }, 60'000));
    EXPECT_EQ(large.state().picture.bounds(), (Rect{0, 0, 800, 700}));
    m_view.setDocument(nullptr);
}

} // namespace
} // namespace latentbrush::ui
