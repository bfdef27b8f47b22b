#include "document/brush_stroke.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace latentbrush::document {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

Brush brushOf(double diameter, double strength, double spacing, bool pressureSizes = false) {
    return {diameter, 0.6, strength, spacing, pressureSizes, false};
}

TiledLayer maskOf(int width, int height) {
    return TiledLayer::create(width, height, 1).value();
}

std::vector<Dab> dabsAlong(BrushStroke stroke, const std::vector<StrokePoint>& points) {
    std::vector<Dab> all;
    for (const auto& point : points)
        for (const auto& dab : stroke.dabsTo(point))
            all.push_back(dab);
    return all;
}

TEST(BrushStroke, BeginsWithADab) {
    BrushStroke stroke(brushOf(20, 1, 0.25), StrokeMode::Paint);
    const auto dabs = stroke.dabsTo({7, 9});
    ASSERT_EQ(dabs.size(), 1u);
    EXPECT_EQ(dabs[0], dabOf(brushOf(20, 1, 0.25), {7, 9}));
    EXPECT_TRUE(stroke.dabsTo({7, 9}).empty()) << "a pen that rests";
}

TEST(BrushStroke, SpacesItsDabsEvenlyOverAllSegments) {
    const auto brush = brushOf(20, 1, 0.25); // every 5 pixels
    for (const auto& points : {std::vector<StrokePoint>{{0, 0}, {30, 40}},
                               std::vector<StrokePoint>{{0, 0}, {3, 4}, {3.3, 4.4}, {15, 20}, {30, 40}}}) {
        const auto dabs = dabsAlong(BrushStroke(brush, StrokeMode::Paint), points);
        ASSERT_EQ(dabs.size(), 11u);
        for (std::size_t i = 0; i < dabs.size(); ++i) {
            EXPECT_NEAR(dabs[i].x, 3.0 * i, 1e-9);
            EXPECT_NEAR(dabs[i].y, 4.0 * i, 1e-9);
        }
    }
}

TEST(BrushStroke, PressureChangesEvenlyAlongASegment) {
    auto brush = brushOf(20, 1, 0.25);
    brush.pressureWeakens = true;
    const auto weaker = dabsAlong({brush, StrokeMode::Paint}, {{0, 0, 1}, {100, 0, 0}});
    ASSERT_EQ(weaker.size(), 21u);
    for (std::size_t i = 0; i < weaker.size(); ++i)
        EXPECT_NEAR(weaker[i].strength, 1 - i / 20.0, 1e-9);

    const auto thinner = dabsAlong({brushOf(20, 1, 0.25, true), StrokeMode::Paint}, {{0, 0, 1}, {100, 0, 0}});
    for (std::size_t i = 0; i + 1 < thinner.size(); ++i) {
        const double diameter = std::max(1.0, 20 * (1 - thinner[i].x / 100));
        EXPECT_NEAR(thinner[i + 1].x - thinner[i].x, std::max(0.5, diameter / 4), 1e-9);
    }
}

TEST(BrushStroke, IsTheStrongestOfItsDabs) {
    for (const auto mode : {StrokeMode::Paint, StrokeMode::Erase})
        for (const double strength : {1.0, 0.4}) {
            const bool paints = mode == StrokeMode::Paint;
            const auto brush = brushOf(60, strength, 0.1);
            const std::vector<StrokePoint> points{{40, 40}, {300, 200}, {40, 210}, {300, 30}};
            auto mask = maskOf(400, 300), expected = mask;
            const image::Image full{400, 300, 1, std::vector<std::uint8_t>(400 * 300, paints ? 0 : 255)};
            ASSERT_TRUE(mask.write(full, 0, 0));
            expected = mask;
            Rect expectedDirty;
            for (const auto& dab : dabsAlong({brush, mode}, points))
                expectedDirty = united(expectedDirty, drawDab(expected, dab, mode));

            BrushStroke stroke(brush, mode);
            Rect dirty;
            for (const auto& point : points)
                dirty = united(dirty, stroke.drawTo(mask, point));
            EXPECT_EQ(mask, expected);
            EXPECT_EQ(dirty, expectedDirty);
            // Where it crosses itself it is no stronger than anywhere else.
            const auto limit = static_cast<int>(std::lround(255 * strength));
            const auto pixels = mask.read(mask.bounds()).pixels;
            if (paints)
                EXPECT_EQ(*std::max_element(pixels.begin(), pixels.end()), limit);
            else
                EXPECT_EQ(*std::min_element(pixels.begin(), pixels.end()), 255 - limit);
        }
}

TEST(BrushStroke, ErasingWhatWasPaintedLeavesNothing) {
    auto mask = maskOf(600, 600);
    Brush hard{50, 1, 1, 0.1, false, false}, wider{60, 1, 1, 0.1, false, false};
    BrushStroke paint(hard, StrokeMode::Paint), erase(wider, StrokeMode::Erase);
    for (const auto& point : {StrokePoint{100, 100}, StrokePoint{500, 480}})
        paint.drawTo(mask, point);
    EXPECT_GT(mask.bytes(), 0u);
    Rect dirty;
    for (const auto& point : {StrokePoint{100, 100}, StrokePoint{500, 480}})
        dirty = united(dirty, erase.drawTo(mask, point));
    mask.dropBlankTiles(dirty);
    EXPECT_EQ(mask.bytes(), 0u);
}

TEST(BrushStroke, PassesOverWhatIsNoPoint) {
    BrushStroke stroke(brushOf(20, 1, 0.25), StrokeMode::Paint);
    for (const auto& point :
         {StrokePoint{kInfinite, 0}, StrokePoint{0, std::nan("")}, StrokePoint{0, 0, kInfinite}})
        EXPECT_TRUE(stroke.dabsTo(point).empty());
    EXPECT_EQ(stroke.dabsTo({1, 1}).size(), 1u);
}

TEST(BrushStroke, EndsForAnyNumbers) {
    auto mask = maskOf(300, 300);
    for (const double spacing : {0.0, -1.0, 1e-9, std::nan(""), 1e9}) {
        BrushStroke stroke(brushOf(1, 1, spacing, true), StrokeMode::Paint);
        stroke.drawTo(mask, {0, 0, 0});
        EXPECT_LE(stroke.dabsTo({1e300, -1e300, 0}).size(), 100000u) << spacing;
    }
}

} // namespace
} // namespace latentbrush::document
