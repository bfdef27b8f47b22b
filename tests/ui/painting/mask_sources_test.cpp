#include "ui/painting/mask_actions.h"
#include "ui/painting/mask_amount_card.h"
#include "ui/painting/tool_box.h"

#include "image/lab.h"
#include "image/mask_from.h"
#include "image/mask_shape.h"

#include <QAction>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

constexpr int kPatience = 20'000;

/// The mask's operations on a document that nobody looks at.
class MaskOn {
public:
    explicit MaskOn(QSize size) : document(*document::Document::create(size.width(), size.height())) {
        actions.setDocument(&document);
    }
    ~MaskOn() { actions.setDocument(nullptr); }

    void trigger(MaskOperation operation) { actions.action(operation)->trigger(); }
    void apply(const document::DocumentState& wanted) { ASSERT_TRUE(document.applyState("test", wanted)); }
    std::size_t steps() const { return document.history().undoCount(); }
    std::vector<std::uint8_t> done() const { return valuesOf(document.state()); }
    std::vector<std::uint8_t> seen() const { return valuesOf(document.shown()); }
    bool sees(const std::vector<std::uint8_t>& wanted) {
        return QTest::qWaitFor([&] { return seen() == wanted; }, kPatience);
    }

    PaintedDocument document;
    ToolBox tools;
    MaskAmountCard card;
    MaskActions actions{tools, card};

private:
    static std::vector<std::uint8_t> valuesOf(const document::DocumentState& state) {
        return state.mask.read(state.mask.bounds()).pixels;
    }
};

/// A picture in which no two columns are alike and whose rows are of different opacity, a sketch over its
/// lower half, and a mask of many values.
class MaskSourcesTest : public testing::Test {
protected:
    static constexpr int kEdge = 256;

    MaskSourcesTest() {
        auto wanted = m_on.document.state();
        image::Image picture{kEdge, kEdge, 4, {}}, sketch{kEdge, kEdge / 2, 4, {}}, mask{kEdge, kEdge, 1, {}};
        for (int y = 0; y < kEdge; ++y)
            for (int x = 0; x < kEdge; ++x) {
                for (const int value : {x, 255 - x, x * 7 + y, y})
                    picture.pixels.push_back(static_cast<std::uint8_t>(value));
                for (const int value : {y, 20, x, x % 2 * 255})
                    if (y < kEdge / 2)
                        sketch.pixels.push_back(static_cast<std::uint8_t>(value));
                mask.pixels.push_back(static_cast<std::uint8_t>(x ^ y));
            }
        EXPECT_TRUE(wanted.picture.write(picture, 0, 0));
        EXPECT_TRUE(wanted.sketch.write(sketch, 0, kEdge / 2));
        EXPECT_TRUE(wanted.mask.write(mask, 0, 0));
        m_on.apply(wanted);
        m_before = m_on.document.state();
    }
    /// A pixel of what is seen: every other column of the lower half is the sketch's.
    static std::array<std::uint8_t, 3> seenAt(int x, int y) {
        if (y >= kEdge / 2 && x % 2 == 1)
            return {static_cast<std::uint8_t>(y - kEdge / 2), 20, static_cast<std::uint8_t>(x)};
        return {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(255 - x),
                static_cast<std::uint8_t>(x * 7 + y)};
    }
    /// `wanted` says each pixel's value; none is farther from it than `most`.
    template <class Wanted>
    void expectMask(const std::vector<std::uint8_t>& mask, Wanted wanted, double most = 0) {
        double farthest = 0;
        for (int y = 0; y < kEdge; ++y)
            for (int x = 0; x < kEdge; ++x)
                farthest = std::max(
                    farthest, std::abs(mask[std::size_t(y) * kEdge + std::size_t(x)] - double(wanted(x, y))));
        EXPECT_LE(farthest, most);
    }
    /// Is one step of that name, and of the mask alone.
    void expectStep(const char* name) {
        EXPECT_EQ(m_on.steps(), 2U);
        EXPECT_EQ(m_on.document.history().undoName(), name);
        EXPECT_EQ(m_on.document.state().picture, m_before.picture);
        EXPECT_EQ(m_on.document.state().sketch, m_before.sketch);
        m_on.document.undo();
        EXPECT_EQ(m_on.document.state(), m_before);
    }

    MaskOn m_on{{kEdge, kEdge}};
    document::DocumentState m_before;
};

TEST_F(MaskSourcesTest, FromTransparencyIsThePicturesAlpha) {
    m_on.trigger(MaskOperation::FromAlpha);
    expectMask(m_on.done(), [](int, int y) { return y; });
    expectStep("mask.from-alpha");
}

TEST_F(MaskSourcesTest, FromBrightnessIsTheLuminanceOfWhatIsSeen) {
    m_on.trigger(MaskOperation::FromLuminance);
    const auto luminance = [](int x, int y) {
        const auto rgb = seenAt(x, y);
        return 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
    };
    expectMask(m_on.done(), luminance, 0.51);
    expectStep("mask.from-luminance");
}

TEST_F(MaskSourcesTest, FromTheColourFallsOffBeyondTheTolerance) {
    auto values = m_on.tools.settings().values();
    values.colour = QColor(90, 160, 100);
    m_on.tools.settings().set(values);
    m_on.trigger(MaskOperation::FromColour);
    ASSERT_TRUE(m_on.card.isVisible());
    const std::uint8_t chosen[] = {90, 160, 100};
    for (const int tolerance : {0, 12, 40}) {
        m_on.card.setAmount(tolerance);
        // Softly within eight units of Lab, of which two are just noticeable.
        const auto nearness = [&](int x, int y) {
            const auto beyond =
                image::distanceOf(image::labOf(seenAt(x, y).data()), image::labOf(chosen)) - tolerance;
            return 255 * std::clamp(1 - beyond / 8, 0.0F, 1.0F);
        };
        expectMask(m_on.seen(), nearness, 0.51);
        EXPECT_EQ(m_on.document.state(), m_before) << "not taken yet";
    }
    QTest::keyClick(&m_on.card, Qt::Key_Return);
    EXPECT_EQ(m_on.done(), m_on.seen());
    EXPECT_GT(std::ranges::count(m_on.done(), 0), 0);
    EXPECT_GT(std::ranges::count(m_on.done(), 255), 0);
    expectStep("mask.from-colour");
}

TEST_F(MaskSourcesTest, InvertTurnsEachValueRound) {
    m_on.trigger(MaskOperation::Invert);
    expectMask(m_on.done(), [](int x, int y) { return 255 - (x ^ y); });
    m_on.trigger(MaskOperation::Invert);
    EXPECT_EQ(m_on.document.state(), m_before);
    m_on.document.undo();
    expectStep("mask.invert");
}

TEST_F(MaskSourcesTest, ClearLeavesNothing) {
    m_on.trigger(MaskOperation::Clear);
    EXPECT_TRUE(m_on.document.state().mask.contentBounds().empty());
    expectStep("mask.clear");
}

struct Preview {
    MaskOperation operation;
    int amount;
    QSize size;
};

/// Small documents are worked on at once, larger ones elsewhere.
class MaskPreviews : public testing::TestWithParam<Preview> {
protected:
    MaskPreviews() {
        auto wanted = m_on.document.state();
        const auto put = [&](const document::Rect& rect, std::uint8_t value) {
            const std::vector<std::uint8_t> values(std::size_t(rect.width) * std::size_t(rect.height), value);
            EXPECT_TRUE(wanted.mask.write({rect.width, rect.height, 1, values}, rect.x, rect.y));
        };
        const auto& [width, height] = std::pair(m_size.width(), m_size.height());
        put({width / 4, 4, width / 8, height - 9}, 255);
        put({width / 4 + 20, height / 2, 1, 1}, 0);  // a pinhole
        put({width / 4 + 10, 4, 6, 6}, 90);          // half-transparent
        put({width / 2, height / 2, 1, 1}, 255);     // a speck
        put({width - 30, height - 25, 30, 25}, 255); // into a corner
        put({0, height / 3, 12, height / 3}, 200);   // at the other edge
        m_on.apply(wanted);
        m_before = m_on.done();
    }
    /// What the operation makes of the whole mask.
    std::vector<std::uint8_t> wanted(int amount) const {
        const image::Mask mask{m_size.width(), m_size.height(), m_before};
        const auto made = GetParam().operation == MaskOperation::Grow     ? image::grown(mask, amount)
                          : GetParam().operation == MaskOperation::Shrink ? image::shrunk(mask, amount)
                                                                          : image::smoothed(mask, amount);
        EXPECT_TRUE(made && made->values != m_before) << "there is something to see";
        return made->values;
    }

    const QSize m_size = GetParam().size;
    MaskOn m_on{m_size};
    std::vector<std::uint8_t> m_before;
};

TEST_P(MaskPreviews, AreSeenBeforeTheyAreTaken) {
    m_on.trigger(GetParam().operation);
    ASSERT_TRUE(m_on.card.isVisible());
    const auto first = wanted(3), chosen = wanted(GetParam().amount);
    m_on.card.setAmount(3);
    EXPECT_TRUE(m_on.sees(first));
    m_on.card.setAmount(GetParam().amount);
    EXPECT_TRUE(m_on.sees(chosen)) << "made of the mask, not of the preview before";
    EXPECT_EQ(m_on.done(), m_before);
    EXPECT_EQ(m_on.steps(), 1U);
    QTest::keyClick(&m_on.card, Qt::Key_Return);
    EXPECT_FALSE(m_on.card.isVisible());
    EXPECT_EQ(m_on.done(), chosen);
    EXPECT_EQ(m_on.steps(), 2U);
    EXPECT_EQ(m_on.document.history().undoName(), nameOf(GetParam().operation));
    m_on.document.undo();
    EXPECT_EQ(m_on.done(), m_before);
}

TEST_P(MaskPreviews, GoWithEscape) {
    m_on.trigger(GetParam().operation);
    m_on.card.setAmount(GetParam().amount);
    ASSERT_TRUE(m_on.sees(wanted(GetParam().amount)));
    QTest::keyClick(&m_on.card, Qt::Key_Escape);
    EXPECT_FALSE(m_on.card.isVisible());
    EXPECT_EQ(m_on.seen(), m_before);
    EXPECT_FALSE(m_on.document.hasDraft());
    EXPECT_EQ(m_on.steps(), 1U);
}

TEST_P(MaskPreviews, AreNotWaitedForByEnterOrEscape) {
    const auto chosen = wanted(GetParam().amount);
    m_on.trigger(GetParam().operation);
    m_on.card.setAmount(GetParam().amount);
    QTest::keyClick(&m_on.card, Qt::Key_Escape);
    QTest::qWait(100);
    EXPECT_EQ(m_on.seen(), m_before) << "what was under way comes to nothing";
    m_on.trigger(GetParam().operation);
    m_on.card.setAmount(GetParam().amount);
    QTest::keyClick(&m_on.card, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_on.steps() == 2; }, kPatience));
    EXPECT_EQ(m_on.done(), chosen);
    EXPECT_FALSE(m_on.document.hasDraft());
}

constexpr QSize kSmall(400, 300), kLarge(1300, 900), kWide(6000, 40), kWideAndLarge(9000, 64);

INSTANTIATE_TEST_SUITE_P(
    Sizes, MaskPreviews,
    testing::Values(Preview{MaskOperation::Grow, 13, kSmall}, Preview{MaskOperation::Shrink, 7, kSmall},
                    Preview{MaskOperation::Smooth, 6, kSmall}, Preview{MaskOperation::Grow, 40, kLarge},
                    Preview{MaskOperation::Shrink, 17, kLarge}, Preview{MaskOperation::Smooth, 12, kLarge},
                    Preview{MaskOperation::Grow, 60, kWide}, Preview{MaskOperation::Shrink, 5, kWide},
                    Preview{MaskOperation::Smooth, 30, kWide},
                    Preview{MaskOperation::Grow, 60, kWideAndLarge},
                    Preview{MaskOperation::Smooth, 30, kWideAndLarge}));

} // namespace
} // namespace latentbrush::ui
