#include "canvas_fixture.h"

#include <array>
#include <cmath>
#include <functional>

namespace latentbrush::ui {
namespace {

using image::WandReach;

constexpr int kPatience = 10'000;
const QColor kNothing(0, 0, 0, 0);
const QColor kRed(220, 30, 10), kBlue(10, 120, 230);

/// Values of the document's columns, 100 pixels each.
using Bands = std::array<int, 4>;

class SketchToolsTest : public CanvasFixture {
protected:
    SketchToolsTest() {
        set([](auto& values) { values.target = PaintTarget::Sketch; });
    }
    void set(const std::function<void(ToolValues&)>& change) {
        auto values = m_tools.settings().values();
        change(values);
        m_tools.settings().set(values);
    }
    void colour(const QColor& colour) {
        set([&](auto& values) { values.colour = colour; });
    }
    void click(QPoint place, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        drag(at(place.x(), place.y()), at(place.x(), place.y()), Qt::LeftButton, modifiers);
    }
    /// Along these points of the document, or from corner to corner of a polygon.
    void use(ToolId tool, const std::vector<QPoint>& points, Qt::KeyboardModifiers modifiers = {}) {
        m_tools.choose(tool);
        if (tool == ToolId::Polygon) {
            for (const auto& point : points)
                click(point, modifiers);
            return tap(Qt::Key_Return);
        }
        const auto place = [](QPoint point) { return at(point.x(), point.y()); };
        mouse(QEvent::MouseButtonPress, place(points.front()), Qt::LeftButton, modifiers);
        for (const auto& point : points)
            mouse(QEvent::MouseMove, place(point), Qt::LeftButton, modifiers);
        mouse(QEvent::MouseButtonRelease, place(points.back()), Qt::LeftButton, modifiers);
    }
    static std::vector<std::uint8_t> inBands(const Bands& values, int channels) {
        std::vector<std::uint8_t> pixels;
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x)
                for (int c = 0; c < channels; ++c)
                    pixels.push_back(static_cast<std::uint8_t>(c == 3 ? 255 : values[std::size_t(x) / 100]));
        return pixels;
    }
    void paint(const Bands& picture, const Bands& mask) {
        auto wanted = m_document.state();
        ASSERT_TRUE(wanted.picture.write({kWidth, kHeight, 4, inBands(picture, 4)}, 0, 0));
        ASSERT_TRUE(wanted.mask.write({kWidth, kHeight, 1, inBands(mask, 1)}, 0, 0));
        ASSERT_TRUE(m_document.applyState("test", wanted));
    }
    Bands maskBands() const {
        return {maskAt(50, 150), maskAt(150, 150), maskAt(250, 150), maskAt(350, 150)};
    }
    std::array<QColor, 4> sketchBands() const {
        return {sketchAt(50, 150), sketchAt(150, 150), sketchAt(250, 150), sketchAt(350, 150)};
    }
};

struct Painted {
    ToolId tool;
    std::vector<QPoint> points;
    QPoint inside;
    QPoint outside;
};

class EachToolOnTheSketch : public SketchToolsTest,
                            public testing::WithParamInterface<std::tuple<Painted, int>> {};

TEST_P(EachToolOnTheSketch, PaintsTheColourAsOneStepAndNothingElse) {
    const auto& [row, alpha] = GetParam();
    const QColor half(10, 120, 230, alpha);
    paint({40, 40, 255, 255}, {0, 9, 9, 0});
    colour(half);
    const auto before = m_document.state();
    use(row.tool, row.points);
    EXPECT_EQ(sketchAt(row.inside.x(), row.inside.y()), half);
    EXPECT_EQ(sketchAt(row.outside.x(), row.outside.y()), kNothing);
    EXPECT_EQ(m_document.state().mask, before.mask);
    EXPECT_EQ(m_document.state().picture, before.picture);
    EXPECT_EQ(steps(), 2U);
    m_document.undo();
    EXPECT_EQ(m_document.state(), before);
}

INSTANTIATE_TEST_SUITE_P(
    Tools, EachToolOnTheSketch,
    testing::Combine(
        testing::Values(Painted{ToolId::Rectangle, {{20, 20}, {120, 80}}, {20, 20}, {120, 80}},
                        Painted{ToolId::Ellipse, {{20, 20}, {120, 80}}, {70, 50}, {22, 22}},
                        Painted{
                            ToolId::Lasso, {{20, 20}, {120, 20}, {120, 120}, {20, 120}}, {70, 70}, {130, 70}},
                        Painted{ToolId::Polygon, {{20, 20}, {120, 20}, {120, 120}}, {100, 50}, {40, 100}},
                        Painted{ToolId::Wand, {{300, 100}}, {200, 299}, {199, 100}},
                        Painted{ToolId::Bucket, {{300, 100}}, {200, 299}, {199, 100}},
                        Painted{ToolId::Gradient, {{100, 50}, {300, 50}}, {50, 200}, {320, 10}}),
        testing::Values(255, 77)));

struct Combined {
    Combine chosen;
    Qt::KeyboardModifiers modifiers;
    std::array<QColor, 3> colours; ///< in the red box alone, in both, in the blue one alone
};

class SketchCombines : public SketchToolsTest, public testing::WithParamInterface<Combined> {};

TEST_P(SketchCombines, ByTheKeysAsTheMaskDoes) {
    colour(kRed);
    use(ToolId::Rectangle, {{20, 20}, {120, 80}});
    colour(kBlue);
    set([](auto& values) { values.combine = GetParam().chosen; });
    use(ToolId::Rectangle, {{70, 20}, {170, 80}}, GetParam().modifiers);
    EXPECT_EQ(sketchAt(40, 50), GetParam().colours[0]);
    EXPECT_EQ(sketchAt(100, 50), GetParam().colours[1]);
    EXPECT_EQ(sketchAt(150, 50), GetParam().colours[2]);
    EXPECT_EQ(steps(), 2U);
    EXPECT_TRUE(m_document.state().mask.contentBounds().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Modifiers, SketchCombines,
    testing::Values(Combined{Combine::Replace, Qt::NoModifier, {kNothing, kBlue, kBlue}},
                    Combined{Combine::Add, Qt::NoModifier, {kRed, kBlue, kBlue}},
                    Combined{Combine::Subtract, Qt::NoModifier, {kRed, kNothing, kNothing}},
                    Combined{Combine::Intersect, Qt::NoModifier, {kNothing, kRed, kNothing}},
                    Combined{Combine::Replace, Qt::ShiftModifier, {kRed, kBlue, kBlue}},
                    Combined{Combine::Replace, Qt::AltModifier, {kRed, kNothing, kNothing}},
                    Combined{
                        Combine::Replace, Qt::ShiftModifier | Qt::AltModifier, {kNothing, kRed, kNothing}}));

TEST_F(SketchToolsTest, ThinColourThatReplacesHidesNothingOfTheColourBefore) {
    colour(kRed);
    use(ToolId::Rectangle, {{20, 20}, {120, 80}});
    const QColor thin(10, 120, 230, 77);
    colour(thin);
    set([](auto& values) { values.combine = Combine::Replace; });
    use(ToolId::Rectangle, {{70, 20}, {170, 80}});
    EXPECT_EQ(sketchAt(100, 50), thin);
}

TEST_F(SketchToolsTest, ThinColourLetsTheColourBelowThrough) {
    colour(kRed);
    use(ToolId::Rectangle, {{20, 20}, {120, 80}});
    colour(QColor(10, 120, 230, 51)); // a fifth
    use(ToolId::Rectangle, {{70, 20}, {170, 80}});
    const auto both = sketchAt(100, 50);
    EXPECT_EQ(both.alpha(), 255);
    EXPECT_NEAR(both.red(), (4 * 220 + 10) / 5, 1);
    EXPECT_NEAR(both.green(), (4 * 30 + 120) / 5, 1);
    EXPECT_NEAR(both.blue(), (4 * 10 + 230) / 5, 1);
}

TEST_F(SketchToolsTest, AGradientOfColourFadesIntoTransparencyAlongTheLineOrAroundThePress) {
    colour(QColor(10, 120, 230, 77));
    for (const bool radial : {false, true}) {
        set([&](auto& values) { values.radial = radial; });
        use(ToolId::Gradient, {{100, 50}, {300, 50}});
        for (const int x : {120, 150, 200, 280}) {
            const auto seen = sketchAt(x, 50);
            EXPECT_NEAR(seen.alpha(), 77 * (299.5 - x) / 200, 1.2) << x;
            EXPECT_EQ(seen.rgb(), QColor(10, 120, 230).rgb()) << x;
        }
        EXPECT_EQ(sketchAt(100, 270).alpha(), radial ? 0 : 76) << "beside the press";
        EXPECT_EQ(steps(), 1U);
        m_document.undo();
        EXPECT_TRUE(m_document.state().sketch.contentBounds().empty());
    }
}

struct Click {
    int tolerance;
    WandReach reach;
    std::array<bool, 4> taken; ///< of bands in which the picture is 40, 60, 255 and 40; the first is clicked
};

class SketchAreas : public SketchToolsTest, public testing::WithParamInterface<std::tuple<ToolId, Click>> {};

TEST_P(SketchAreas, AreOfOneColour) {
    const auto& [tool, row] = GetParam();
    paint({40, 60, 255, 40}, {});
    set([&, click = row](auto& values) {
        values.colour = kBlue;
        values.tolerance = click.tolerance;
        values.outlineTolerance = 0; // that of masks
        values.reach = click.reach;
    });
    use(tool, {{50, 50}});
    for (std::size_t band = 0; band < 4; ++band)
        EXPECT_EQ(sketchBands()[band], row.taken[band] ? kBlue : kNothing) << band;
}

INSTANTIATE_TEST_SUITE_P(
    Clicks, SketchAreas,
    testing::Combine(testing::Values(ToolId::Wand, ToolId::Bucket),
                     testing::Values(Click{19, WandReach::Connected, {true, false, false, false}},
                                     Click{20, WandReach::Connected, {true, true, false, false}},
                                     Click{255, WandReach::Connected, {true, true, true, true}},
                                     Click{0, WandReach::Everywhere, {true, false, false, true}},
                                     Click{20, WandReach::Everywhere, {true, true, false, true}})));

TEST_F(SketchToolsTest, TheBucketGoesByWhatIsSeenAndEmptiesWithAlt) {
    paint({40, 40, 40, 40}, {});
    colour(kRed);
    use(ToolId::Rectangle, {{100, 0}, {200, 300}});
    colour(kBlue);
    use(ToolId::Bucket, {{50, 50}});
    EXPECT_EQ(sketchBands(), (std::array{kBlue, kRed, kNothing, kNothing})) << "the red stands in the way";
    use(ToolId::Bucket, {{150, 50}}, Qt::AltModifier);
    EXPECT_EQ(sketchBands(), (std::array{kBlue, kNothing, kNothing, kNothing}));
    EXPECT_EQ(m_document.history().undoName(), "fill");
    EXPECT_EQ(steps(), 4U);
}

class MaskToolsTest : public SketchToolsTest {
protected:
    MaskToolsTest() {
        set([](auto& values) { values.target = PaintTarget::Mask; });
    }
};

TEST_F(MaskToolsTest, ARadialGradientFallsEvenlyAroundThePress) {
    set([](auto& values) { values.radial = true; });
    use(ToolId::Gradient, {{200, 150}, {260, 230}}); // a hundred pixels
    for (const auto& [x, y] : {std::pair(200, 150),
                               {210, 150},
                               {200, 175},
                               {150, 150},
                               {240, 180},
                               {140, 70},
                               {289, 120},
                               {200, 248},
                               {301, 150},
                               {200, 251},
                               {0, 0}}) {
        const auto radius = std::hypot(x + 0.5 - 200, y + 0.5 - 150);
        EXPECT_NEAR(maskAt(x, y), 255 * std::max(0.0, 1 - radius / 100), 0.5 + 1e-6) << x << ' ' << y;
    }
    EXPECT_EQ(steps(), 1U);
    m_document.undo();
    EXPECT_TRUE(m_document.state().mask.contentBounds().empty());
}

TEST_F(MaskToolsTest, APolygonKeepsOnlyWhatIsInBothWithShiftAndAlt) {
    use(ToolId::Rectangle, {{20, 20}, {120, 120}});
    use(ToolId::Polygon, {{70, 0}, {200, 0}, {200, 200}, {70, 200}}, Qt::ShiftModifier | Qt::AltModifier);
    EXPECT_EQ(maskAt(40, 70), 0);
    EXPECT_EQ(maskAt(100, 70), 255);
    EXPECT_EQ(maskAt(150, 70), 0);
    EXPECT_EQ(steps(), 2U);
}

struct Poured {
    int outlineTolerance;
    WandReach reach;
    Bands filled; ///< where the mask was 0, 100, 220 and 0; the first is clicked
};

class MaskAreas : public MaskToolsTest, public testing::WithParamInterface<Poured> {};

TEST_P(MaskAreas, AreOfLikeValue) {
    const auto& row = GetParam();
    paint({40, 60, 255, 40}, {0, 100, 220, 0});
    set([&](auto& values) {
        values.tolerance = 255; // that of colours
        values.outlineTolerance = row.outlineTolerance;
        values.reach = row.reach;
    });
    use(ToolId::Bucket, {{50, 50}});
    EXPECT_EQ(maskBands(), row.filled);
    EXPECT_TRUE(m_document.state().sketch.contentBounds().empty());
    EXPECT_EQ(steps(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Clicks, MaskAreas,
                         testing::Values(Poured{99, WandReach::Connected, {255, 100, 220, 0}},
                                         Poured{100, WandReach::Connected, {255, 255, 220, 0}},
                                         Poured{220, WandReach::Connected, {255, 255, 255, 255}},
                                         Poured{99, WandReach::Everywhere, {255, 100, 220, 255}},
                                         Poured{100, WandReach::Everywhere, {255, 255, 220, 255}}));

/// A document that is worked on elsewhere.
class LargeSketchTest : public SketchToolsTest {
protected:
    LargeSketchTest() {
        m_view.setDocument(&m_large);
        m_view.zoomTo(0.5, {0, 0});
    }
    ~LargeSketchTest() override { m_view.setDocument(&m_document); }

    void dragOnLarge(ToolId tool, QPointF from, QPointF to) {
        m_tools.choose(tool);
        drag(m_view.transform().toView(from), m_view.transform().toView(to));
    }
    bool hasSteps(std::size_t count) {
        return QTest::qWaitFor([&] { return m_large.history().undoCount() == count; }, kPatience);
    }
    QColor largeAt(int x, int y) const {
        const auto pixel = m_large.state().sketch.read({x, y, 1, 1}).pixels;
        return {pixel[0], pixel[1], pixel[2], pixel[3]};
    }

    PaintedDocument m_large{*document::Document::create(1024, 512)};
};

TEST_F(LargeSketchTest, AGradientArrivesAMomentLaterAsOneStep) {
    colour(kBlue);
    dragOnLarge(ToolId::Gradient, {100, 50}, {900, 50});
    EXPECT_EQ(m_large.history().undoCount(), 0U) << "the window went on at once";
    ASSERT_TRUE(hasSteps(1));
    EXPECT_EQ(largeAt(50, 500), kBlue);
    EXPECT_NEAR(largeAt(500, 300).alpha(), 128, 2);
    EXPECT_EQ(largeAt(910, 300), kNothing);
    m_large.undo();
    EXPECT_TRUE(m_large.state().sketch.contentBounds().empty());
    EXPECT_EQ(m_large.history().undoCount(), 0U);
}

TEST_F(LargeSketchTest, AShapeWaitsForNoOther) {
    colour(kBlue);
    dragOnLarge(ToolId::Rectangle, {100, 50}, {700, 250});
    colour(kRed);
    dragOnLarge(ToolId::Ellipse, {800, 300}, {1000, 500});
    dragOnLarge(ToolId::Gradient, {0, 200}, {0, 260});
    EXPECT_EQ(m_large.history().undoCount(), 0U);
    ASSERT_TRUE(hasSteps(3)) << "each is a step of its own, and none is lost";
    EXPECT_EQ(largeAt(900, 400), kRed);
    EXPECT_EQ(largeAt(20, 100), kRed);
    EXPECT_EQ(largeAt(20, 300), kNothing);
    EXPECT_NE(largeAt(690, 240), kNothing);
    EXPECT_TRUE(m_large.state().mask.contentBounds().empty());
}

} // namespace
} // namespace latentbrush::ui
