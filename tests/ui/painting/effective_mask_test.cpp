#include "ui/painting/effective_mask.h"

#include "canvas_fixture.h"
#include "image/mask_shape.h"

#include <QSignalSpy>

namespace latentbrush::ui {
namespace {

using document::Rect;

constexpr int kPatience = 10'000;

class EffectiveMaskTest : public testing::Test {
protected:
    static constexpr int kWidth = 1500, kHeight = 700;

    EffectiveMaskTest() { m_mask.setDocument(&m_document); }

    void paint(const Rect& rect, std::uint8_t value) {
        auto wanted = m_document.state();
        const auto pixels = std::size_t(rect.width) * rect.height;
        ASSERT_TRUE(wanted.mask.write({rect.width, rect.height, 1, std::vector<std::uint8_t>(pixels, value)},
                                      rect.x, rect.y));
        ASSERT_TRUE(m_document.applyState("paint", wanted));
    }
    void frame(const Rect& rect) {
        auto wanted = m_document.state();
        wanted.frame = rect;
        ASSERT_TRUE(m_document.applyState("frame", wanted));
    }
    image::Image shownIn(const Rect& rect) {
        EXPECT_TRUE(QTest::qWaitFor([this] { return m_mask.isSettled(); }, kPatience));
        return m_mask.layer().read(rect);
    }
    /// What generating takes from the document.
    image::Image takenIn(const Rect& frame, const MaskRule& rule) const {
        const auto drawn = m_document.shown().mask.read(frame);
        auto taken =
            image::effectiveMask({frame.width, frame.height, drawn.pixels}, rule.notMasked, rule.blur);
        return {frame.width, frame.height, 1, taken->values};
    }

    PaintedDocument m_document{*document::Document::create(kWidth, kHeight)};
    EffectiveMask m_mask;
};

TEST_F(EffectiveMaskTest, IsWhatGeneratingTakesInTheFrame) {
    const Rect inside{130, 90, 1200, 500};
    frame(inside);
    paint({100, 60, 300, 200}, 255); // partly beyond the frame
    paint({700, 300, 40, 40}, 120);
    paint({1020, 580, 120, 60}, 255);
    for (const MaskRule rule : {MaskRule{0, false}, {4, false}, {4, true}, {0, true}, {17.5, false}}) {
        m_mask.setRule(rule);
        EXPECT_EQ(shownIn(inside), takenIn(inside, rule)) << rule.blur << ' ' << rule.notMasked;
        EXPECT_EQ(shownIn({100, 60, 30, 30}).pixels[0], rule.notMasked ? 0 : 255)
            << "nothing is made out there";
    }
}

TEST_F(EffectiveMaskTest, FollowsEveryChange) {
    const MaskRule rule{6, false};
    const Rect all{0, 0, kWidth, kHeight};
    m_mask.setRule(rule);
    paint({200, 200, 100, 100}, 255);
    EXPECT_EQ(shownIn(all), takenIn(all, rule));
    paint({290, 200, 300, 50}, 255);
    paint({240, 230, 10, 10}, 0);
    EXPECT_EQ(shownIn(all), takenIn(all, rule));
    m_document.undo();
    EXPECT_EQ(shownIn(all), takenIn(all, rule));
    const auto draft = m_document.beginDraft();
    auto& mask = m_document.draft(draft)->mask;
    ASSERT_TRUE(mask.write({3, 3, 1, std::vector<std::uint8_t>(9, 255)}, 800, 400));
    m_document.draftChanged(document::LayerId::Mask, {800, 400, 3, 3});
    EXPECT_EQ(shownIn(all), takenIn(all, rule)) << "what is only tried too";
    m_document.dropDraft(draft);
    EXPECT_EQ(shownIn(all), takenIn(all, rule));
    const Rect smaller{0, 0, 260, 260};
    frame(smaller);
    EXPECT_EQ(shownIn(smaller), takenIn(smaller, rule));
}

TEST_F(EffectiveMaskTest, AStrokeShowsAtOnce) {
    m_mask.setRule({20, false});
    paint({200, 200, 100, 100}, 255);
    EXPECT_EQ(m_mask.layer().read({200, 200, 1, 1}).pixels[0], 255) << "as it is drawn";
    EXPECT_LT(shownIn({200, 200, 1, 1}).pixels[0], 100) << "a corner, softened";
}

TEST_F(EffectiveMaskTest, AMaskWithNothingInTheFrameIsNotTurnedRound) {
    m_mask.setRule({0, true});
    EXPECT_EQ(shownIn({5, 5, 1, 1}).pixels[0], 0);
    paint({200, 200, 100, 100}, 255);
    EXPECT_EQ(shownIn({5, 5, 1, 1}).pixels[0], 255);
    EXPECT_EQ(shownIn({250, 250, 1, 1}).pixels[0], 0);
    m_document.undo();
    EXPECT_EQ(shownIn({5, 5, 1, 1}).pixels[0], 0);
}

TEST_F(EffectiveMaskTest, TellsWhatIsOther) {
    paint({200, 200, 100, 100}, 255);
    const QSignalSpy changed(&m_mask, &EffectiveMask::changed);
    m_mask.setRule({4, false});
    const auto before = m_document.state().mask;
    (void)shownIn({0, 0, 1, 1});
    QRegion told;
    for (const auto& each : changed)
        told += each[0].toRect();
    for (int y = 180; y < 320; ++y)
        for (int x = 180; x < 320; ++x)
            ASSERT_TRUE(before.read({x, y, 1, 1}) == m_mask.layer().read({x, y, 1, 1}) ||
                        told.contains(QPoint(x, y)))
                << x << ' ' << y;
}

TEST_F(EffectiveMaskTest, AnotherDocumentIsShownAsItIs) {
    m_mask.setRule({4, false});
    paint({200, 200, 100, 100}, 255);
    PaintedDocument other{*document::Document::create(300, 300)};
    m_mask.setDocument(&other);
    EXPECT_TRUE(m_mask.isSettled());
    EXPECT_EQ(m_mask.layer().bounds(), (Rect{0, 0, 300, 300}));
    EXPECT_TRUE(m_mask.layer().contentBounds().empty());
    m_mask.setDocument(nullptr);
}

class SoftMaskInView : public CanvasFixture {};

TEST_F(SoftMaskInView, TheColourReachesAsFarAsPaintingDoes) {
    auto wanted = m_document.state();
    ASSERT_TRUE(wanted.picture.write(
        {kWidth, kHeight, 4, std::vector<std::uint8_t>(std::size_t(kWidth) * kHeight * 4, 255)}, 0, 0));
    ASSERT_TRUE(wanted.mask.write({100, 100, 1, std::vector<std::uint8_t>(10'000, 255)}, 100, 100));
    ASSERT_TRUE(m_document.applyState("paint", wanted));
    const auto seenAt = [this](double x, double y) { return colourAt(shown(), at(x, y)); };
    EXPECT_EQ(seenAt(96.5, 150.5), QColor(Qt::white));
    m_view.setMaskRule({4, false});
    EXPECT_NE(seenAt(96.5, 150.5), QColor(Qt::white));
    EXPECT_EQ(seenAt(80.5, 150.5), QColor(Qt::white));
    const auto inside = seenAt(150.5, 150.5);
    m_view.setMaskRule({4, true});
    EXPECT_EQ(seenAt(150.5, 150.5), QColor(Qt::white));
    EXPECT_EQ(seenAt(20.5, 20.5), inside);
}

} // namespace
} // namespace latentbrush::ui
