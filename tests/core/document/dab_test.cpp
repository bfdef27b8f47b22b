#include "document/dab.h"
#include "random_picture.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace latentbrush::document {
namespace {

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// The definition, pixel by pixel over the whole picture.
void drawPlainly(image::Image& mask, const Dab& dab, StrokeMode mode) {
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x) {
            const double distance = std::hypot(x + 0.5 - dab.x, y + 0.5 - dab.y);
            const double t =
                std::clamp((dab.outerRadius - distance) / (dab.outerRadius - dab.innerRadius), 0.0, 1.0);
            const int value = static_cast<int>(std::lround(255 * dab.strength * t * t * (3 - 2 * t)));
            auto& pixel = mask.pixels[static_cast<std::size_t>(y) * mask.width + x];
            pixel = static_cast<std::uint8_t>(mode == StrokeMode::Paint ? std::max<int>(pixel, value)
                                                                        : std::min<int>(pixel, 255 - value));
        }
}

TEST(Dab, IsTheBrushAtItsPressure) {
    struct Case {
        Brush brush;
        double pressure;
        Dab dab;
    };
    for (const auto& [brush, pressure, dab] : {
             Case{{20, 0.5, 0.8, 0.1, true, false}, 1, {3, 4, 5, 10, 0.8}},
             Case{{20, 0.5, 0.8, 0.1, true, false}, 0.5, {3, 4, 2.5, 5, 0.8}},
             Case{{20, 0.5, 0.8, 0.1, false, true}, 0.5, {3, 4, 5, 10, 0.4}},
             Case{{20, 0.5, 0.8, 0.1, false, false}, 0.5, {3, 4, 5, 10, 0.8}},
             Case{{20, 1, 1, 0.1, false, false}, 1, {3, 4, 9.5, 10.5, 1}}, // hard: an edge of one pixel
             Case{{20, 0, 1, 0.1, true, false}, 0, {3, 4, 0, 1, 1}},       // never below a pixel
             Case{{20, 0, 1, 0.1, true, true}, -3, {3, 4, 0, 1, 0}},
             Case{{20, -7, 9, 0.1, true, true}, 3, {3, 4, 0, 10, 1}},
             Case{{9999, 0, 1, 0.1, false, false}, 1, {3, 4, 0, 2048, 1}},
             Case{{kNoNumber, kNoNumber, kNoNumber, 0.1, true, true}, 1, {3, 4, 0, 1, 0}},
         }) {
        SCOPED_TRACE(testing::Message() << brush.diameter << " " << brush.hardness << " " << pressure);
        const Dab got = dabOf(brush, {3, 4, pressure});
        EXPECT_DOUBLE_EQ(got.innerRadius, dab.innerRadius);
        EXPECT_DOUBLE_EQ(got.outerRadius, dab.outerRadius);
        EXPECT_DOUBLE_EQ(got.strength, dab.strength);
    }
}

TEST(Dab, DrawsItsDefinition) {
    std::mt19937 random(5);
    const auto uniform = [&](double from, double to) {
        return std::uniform_real_distribution<double>(from, to)(random);
    };
    for (const auto mode : {StrokeMode::Paint, StrokeMode::Erase}) {
        auto layer = TiledLayer::create(530, 300, 1).value();
        auto plain = randomPicture(530, 300, 1, random);
        ASSERT_TRUE(layer.write(plain, 0, 0));
        for (int round = 0; round < 60; ++round) {
            const Brush brush{uniform(1, 250), uniform(0, 1.2), uniform(0, 1), 0.1, true, false};
            const Dab dab = dabOf(brush, {uniform(-80, 610), uniform(-80, 380), 1});
            const auto before = layer;
            const Rect dirty = drawDab(layer, dab, mode);
            drawPlainly(plain, dab, mode);
            ASSERT_EQ(layer.read(layer.bounds()), plain) << round;
            auto elsewhere = before; // what is outside the rectangle is as it was
            ASSERT_TRUE(elsewhere.write(layer.read(dirty), dirty.x, dirty.y));
            ASSERT_EQ(elsewhere, layer) << round;
        }
    }
}

TEST(Dab, TouchesOnlyTheTilesItCovers) {
    auto layer = TiledLayer::create(16384, 16384, 1).value();
    const Brush brush{100, 0.5, 1, 0.1, false, false};
    drawDab(layer, dabOf(brush, {128, 128}), StrokeMode::Paint);
    EXPECT_EQ(layer.bytes(), layer.tileBytes());
    // Its rectangle reaches the fourth tile at this corner, its circle does not.
    drawDab(layer, dabOf(brush, {5080, 5080}), StrokeMode::Paint);
    EXPECT_EQ(layer.bytes(), 4 * layer.tileBytes());
    drawDab(layer, dabOf(brush, {9000, 9000}), StrokeMode::Erase);
    EXPECT_EQ(layer.bytes(), 4 * layer.tileBytes()) << "there was nothing to erase";
    const auto snapshot = layer;
    drawDab(layer, dabOf(brush, {128, 128}), StrokeMode::Erase);
    EXPECT_NE(layer.tile(0), snapshot.tile(0));
    EXPECT_EQ(layer.read({128, 128, 1, 1}).pixels[0], 0);
    EXPECT_EQ(layer.tile(19 * 64 + 19), snapshot.tile(19 * 64 + 19));
}

TEST(Dab, OutsideOrWithoutStrengthChangesNothing) {
    auto layer = TiledLayer::create(300, 300, 1).value();
    const Brush brush{40, 0.5, 1, 0.1, false, true};
    for (const auto& point : {StrokePoint{-30, 50}, StrokePoint{330, 50}, StrokePoint{1e300, -1e300},
                              StrokePoint{50, 1e9}, StrokePoint{50, 50, 0.001}})
        EXPECT_EQ(drawDab(layer, dabOf(brush, point), StrokeMode::Paint), Rect{});
    EXPECT_EQ(layer.bytes(), 0u);
}

} // namespace
} // namespace latentbrush::document
