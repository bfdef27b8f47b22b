#include "seam_score/detail.h"

#include "image/mask_shape.h"
#include "seam_score/places.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::seam {

namespace {

template <typename ValueAt>
image::Image greys(int side, ValueAt valueAt) {
    image::Image picture{side, side, 3, {}};
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            picture.pixels.insert(picture.pixels.end(), 3, static_cast<std::uint8_t>(valueAt(x, y)));
    return picture;
}

const auto kAll = image::filledMask(16, 16, 255);

TEST(Detail, IsNoneOfFlatAndEvenlyRisingColour) {
    EXPECT_NEAR(detailOf(greys(16, [](int, int) { return 90; }), kAll).variance(), 0, 1e-9);
    EXPECT_NEAR(detailOf(greys(16, [](int x, int y) { return 3 * x + 5 * y; }), kAll).variance(), 0, 1e-9);
}

TEST(Detail, OfACheckerboardIsKnown) {
    const auto board = greys(16, [](int x, int y) { return (x + y) % 2 ? 110 : 100; });
    EXPECT_NEAR(detailOf(board, kAll).variance(), 40 * 40, 1e-6) << "±4 steps of 10";
    EXPECT_EQ(detailOf(board, kAll).count, 14 * 14) << "pixels at the picture's edge lack a neighbour";
}

TEST(Detail, LooksUnderTheMaskAlone) {
    const auto half = greys(16, [](int x, int y) { return x < 8 ? 100 : (x + y) % 2 ? 110 : 100; });
    auto left = image::filledMask(16, 16);
    for (int y = 0; y < 16; ++y)
        std::fill_n(left.values.begin() + y * 16, 6, 255);
    EXPECT_EQ(detailOf(half, left).variance(), 0);
    EXPECT_GT(detailOf(half, image::inverted(left)).variance(), 500);
}

TEST(Detail, OfPartsIsThatOfTheWhole) {
    const auto board = greys(16, [](int x, int y) { return x * y % 7 * 20; });
    auto left = image::filledMask(16, 16);
    for (int y = 0; y < 16; ++y)
        std::fill_n(left.values.begin() + y * 16, 7, 255);
    auto sum = detailOf(board, left);
    sum += detailOf(board, image::inverted(left));
    EXPECT_NEAR(sum.variance(), detailOf(board, kAll).variance(), 1e-6);
    EXPECT_EQ(Spread().variance(), 0);
}

TEST(Places, PartTheFeatherFromTheInsideAndBothFromObjects) {
    auto hard = image::filledMask(64, 64);
    for (int y = 16; y < 48; ++y)
        std::fill_n(hard.values.begin() + y * 64 + 16, 32, 255);
    const auto soft = image::feathered(hard, 2);
    ASSERT_TRUE(soft);
    auto objects = image::filledMask(64, 64);
    std::fill_n(objects.values.begin(), 32 * 64, 255);
    const auto places = placesOf(*soft, 5, objects);
    for (std::size_t i = 0; i < soft->values.size(); ++i) {
        const bool all = soft->values[i] == 255, some = soft->values[i] > 0, bare = objects.values[i] == 0;
        EXPECT_EQ(places.inside.values[i] == 255, all);
        EXPECT_EQ(places.band.values[i] == 255, some && !all);
        EXPECT_EQ(places.bareInside.values[i] == 255, all && bare);
        EXPECT_EQ(places.bareBand.values[i] == 255, some && !all && bare);
    }
    EXPECT_EQ(places.outline, outlineOf(*soft));
    EXPECT_EQ(places.reach, 5);
}

} // namespace

} // namespace latentbrush::seam
