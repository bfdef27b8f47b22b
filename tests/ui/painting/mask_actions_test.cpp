#include "ui/painting/mask_actions.h"

#include "canvas_fixture.h"

#include "ui/painting/background_step.h"
#include "ui/painting/mask_amount_card.h"
#include "ui/painting/step_text.h"

#include "image/mask_shape.h"

#include <QAction>
#include <QMenu>
#include <QSignalSpy>

namespace latentbrush::ui {
namespace {

class MaskActionsTest : public CanvasFixture {
protected:
    MaskActionsTest() {
        m_actions.setDocument(&m_document);
        m_tools.choose(ToolId::Rectangle);
        drag(at(100, 100), at(200, 180));
    }
    void trigger(MaskOperation operation) { m_actions.action(operation)->trigger(); }

    MaskAmountCard m_card{&m_view};
    MaskActions m_actions{m_tools, m_card};
};

TEST_F(MaskActionsTest, EachIsOneStep) {
    trigger(MaskOperation::Invert);
    EXPECT_EQ(maskAt(150, 150), 0);
    EXPECT_EQ(maskAt(10, 10), 255);
    EXPECT_EQ(m_document.history().undoName(), "mask.invert");
    trigger(MaskOperation::Clear);
    EXPECT_EQ(maskAt(10, 10), 0);
    trigger(MaskOperation::All);
    EXPECT_EQ(maskAt(399, 299), 255);
    EXPECT_EQ(steps(), 4U);
    for (int step = 0; step < 3; ++step)
        m_document.undo();
    EXPECT_EQ(maskAt(150, 150), 255);
    EXPECT_EQ(maskAt(10, 10), 0);
}

TEST_F(MaskActionsTest, EachHasAName) {
    for (int each = 0; each < kMaskOperationCount; ++each)
        EXPECT_FALSE(stepText(nameOf(static_cast<MaskOperation>(each))).isEmpty()) << each;
    EXPECT_EQ(stepText("no such step"), QString());
}

TEST_F(MaskActionsTest, HolesAreFilled) {
    auto values = m_tools.settings().values();
    values.combine = Combine::Subtract;
    m_tools.settings().set(values);
    drag(at(140, 130), at(160, 150));
    ASSERT_EQ(maskAt(150, 140), 0);
    trigger(MaskOperation::FillHoles);
    EXPECT_EQ(maskAt(150, 140), 255);
}

TEST_F(MaskActionsTest, AFeatherIsSeenBeforeItIsTaken) {
    trigger(MaskOperation::Feather);
    ASSERT_TRUE(m_card.isVisible());
    m_card.setAmount(10);
    EXPECT_NEAR(maskAt(100, 140), 128, 12);
    EXPECT_EQ(m_document.state().mask.read({99, 140, 1, 1}).pixels[0], 0);
    EXPECT_EQ(steps(), 1U);
    m_card.setAmount(0);
    EXPECT_EQ(maskAt(99, 140), 0);
    m_card.setAmount(10);
    QTest::keyClick(&m_card, Qt::Key_Return);
    EXPECT_FALSE(m_card.isVisible());
    EXPECT_EQ(steps(), 2U);
    EXPECT_NEAR(maskAt(100, 140), 128, 12);
    EXPECT_EQ(m_document.history().undoName(), "mask.feather");
}

TEST_F(MaskActionsTest, EscapeTakesAFeatherBack) {
    trigger(MaskOperation::Feather);
    m_card.setAmount(30);
    QTest::keyClick(&m_card, Qt::Key_Escape);
    EXPECT_EQ(maskAt(99, 140), 0);
    EXPECT_EQ(steps(), 1U);
    EXPECT_FALSE(m_document.hasDraft());
}

TEST_F(MaskActionsTest, AStrokeDuringAPreviewIsKeptAndFeathered) {
    trigger(MaskOperation::Feather);
    m_card.setAmount(5);
    drag(at(300, 50), at(380, 120));
    EXPECT_EQ(steps(), 2U);
    EXPECT_TRUE(m_document.hasDraft());
    m_card.accept();
    EXPECT_EQ(steps(), 3U);
    EXPECT_NEAR(maskAt(300, 80), 128, 20);
    EXPECT_EQ(maskAt(340, 80), 255);
}

struct Shaped {
    MaskOperation operation;
    double amount;
};

TEST_F(MaskActionsTest, OnlyAroundTheMaskComesToTheSameAsOnAll) {
    auto values = m_tools.settings().values();
    values.combine = Combine::Add;
    m_tools.settings().set(values);
    drag(at(0, 250), at(60, 300)); // at the document's edge
    const auto whole = m_document.state().mask.read({0, 0, kWidth, kHeight});
    const image::Mask mask{kWidth, kHeight, whole.pixels};
    for (const auto& row : {Shaped{MaskOperation::Grow, 13}, Shaped{MaskOperation::Shrink, 7},
                            Shaped{MaskOperation::Feather, 9}, Shaped{MaskOperation::Smooth, 6},
                            Shaped{MaskOperation::FillHoles, 0}}) {
        const auto wanted = row.operation == MaskOperation::Grow      ? image::grown(mask, 13)
                            : row.operation == MaskOperation::Shrink  ? image::shrunk(mask, 7)
                            : row.operation == MaskOperation::Feather ? image::feathered(mask, 9)
                            : row.operation == MaskOperation::Smooth  ? image::smoothed(mask, 6)
                                                                      : image::holesFilled(mask);
        const auto state = withMask(row.operation, m_document.state(), row.amount);
        ASSERT_TRUE(state && wanted);
        EXPECT_TRUE(state->mask.read({0, 0, kWidth, kHeight}).pixels == wanted->values)
            << nameOf(row.operation);
    }
}

TEST_F(MaskActionsTest, AnObjectIsFoundFromARoughStroke) {
    auto wanted = m_document.state();
    image::Image ground{kWidth, kHeight, 4, {}};
    for (int pixel = 0; pixel < kWidth * kHeight; ++pixel) {
        const int x = pixel % kWidth, y = pixel / kWidth;
        const bool inside = x >= 120 && x < 180 && y >= 90 && y < 190;
        const auto noise = static_cast<std::uint8_t>((x * 7 + y * 13) % 20);
        for (const int value : {inside ? 200 : 30, 60, inside ? 40 : 160, 255})
            ground.pixels.push_back(static_cast<std::uint8_t>(value == 255 ? 255 : value + noise));
    }
    ASSERT_TRUE(wanted.picture.write(ground, 0, 0));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    trigger(MaskOperation::Clear);
    m_tools.choose(ToolId::Rectangle);
    drag(at(140, 110), at(160, 170));
    trigger(MaskOperation::Object);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_tools.step().isRunning(); }, 60'000));
    EXPECT_EQ(maskAt(125, 95), 255);
    EXPECT_EQ(maskAt(110, 140), 0);
    EXPECT_EQ(m_document.history().undoName(), "mask.object");
}

TEST_F(MaskActionsTest, AnObjectOfNothingIsAnError) {
    QSignalSpy failed(&m_tools, &ToolBox::failed);
    trigger(MaskOperation::Clear);
    trigger(MaskOperation::Object);
    EXPECT_EQ(failed.size(), 1);
}

TEST_F(MaskActionsTest, TheFrameGoesAroundTheMask) {
    m_actions.frameAction()->trigger();
    EXPECT_EQ(m_document.state().frame, (document::Rect{68, 68, 168, 144}));
}

TEST_F(MaskActionsTest, NothingIsOfferedWithoutADocument) {
    QMenu menu;
    m_actions.addTo(menu);
    m_actions.setDocument(nullptr);
    for (auto* action : menu.actions())
        EXPECT_TRUE(action->isSeparator() || (!action->isEnabled() && !action->toolTip().isEmpty()));
}

} // namespace
} // namespace latentbrush::ui
