#include "seam_score/outline.h"

#include "image/mask_shape.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latentbrush::seam {

namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAreArray;

image::Mask boxMask(int side, int left, int top, int width, int height) {
    auto mask = image::filledMask(side, side);
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            mask.values[static_cast<std::size_t>(y) * side + x] = 255;
    return mask;
}

int leftmost(const Outline& outline) {
    return std::min_element(outline.begin(), outline.end(), [](auto& a, auto& b) { return a.x < b.x; })->x;
}

TEST(Outline, PassesAroundAPixel) {
    EXPECT_THAT(outlineOf(boxMask(5, 2, 3, 1, 1)),
                UnorderedElementsAreArray(Outline{{2, 3, -1, 0}, {2, 3, 1, 0}, {2, 3, 0, -1}, {2, 3, 0, 1}}));
}

TEST(Outline, CountsEachSideOfABoxButThePicturesEdge) {
    EXPECT_THAT(outlineOf(boxMask(32, 4, 5, 10, 7)), SizeIs(2 * (10 + 7)));
    EXPECT_THAT(outlineOf(boxMask(32, 0, 5, 10, 7)), SizeIs(2 * 10 + 7)) << "at the left edge";
    EXPECT_THAT(outlineOf(image::filledMask(8, 8, 255)), IsEmpty());
    EXPECT_THAT(outlineOf(image::filledMask(8, 8)), IsEmpty());
}

TEST(Outline, LiesAtHalfTheLevelOfAFeather) {
    const auto hard = boxMask(64, 20, 20, 30, 30);
    const auto soft = image::feathered(hard, 4);
    ASSERT_TRUE(soft);
    const auto outline = outlineOf(*soft);
    EXPECT_THAT(outline, Contains(Crossing{20, 35, -1, 0}));
    EXPECT_THAT(outline, Contains(Crossing{35, 49, 0, 1}));
    for (const auto& [x, y, dx, dy] : outline) {
        EXPECT_GE(soft->at(x, y), image::kMaskInside);
        EXPECT_LT(soft->at(x + dx, y + dy), image::kMaskInside);
    }
}

TEST(Outline, OfAFeatherIsAtEightLevels) {
    image::Mask ramp{12, 1, {255, 250, 220, 190, 160, 120, 90, 60, 30, 10, 5, 0}};
    EXPECT_THAT(featherOf(ramp), UnorderedElementsAreArray(Outline{{1, 0, 1, 0},
                                                                   {2, 0, 1, 0},
                                                                   {3, 0, 1, 0},
                                                                   {4, 0, 1, 0},
                                                                   {5, 0, 1, 0},
                                                                   {6, 0, 1, 0},
                                                                   {7, 0, 1, 0},
                                                                   {8, 0, 1, 0}}));
    EXPECT_THAT(featherOf(boxMask(32, 4, 5, 10, 7)), SizeIs(8 * 2 * (10 + 7)))
        << "of a hard edge eight times one";
}

TEST(Outline, IsMovedAndMirrored) {
    const Outline outline{{2, 3, -1, 0}, {4, 3, 0, 1}};
    EXPECT_EQ(moved(outline, 5), (Outline{{7, 3, -1, 0}, {9, 3, 0, 1}}));
    EXPECT_EQ(mirrored(outline, 10), (Outline{{7, 3, 1, 0}, {5, 3, 0, 1}}));
    const auto mask = boxMask(32, 3, 4, 9, 6);
    EXPECT_THAT(mirrored(outlineOf(mask), 32),
                UnorderedElementsAreArray(outlineOf(boxMask(32, 20, 4, 9, 6))));
}

TEST(Outline, IsLaidElsewhereInThePicture) {
    const auto outline = outlineOf(boxMask(128, 1, 40, 62, 70));
    const auto places = laidElsewhere(outline, 128);
    ASSERT_FALSE(places.empty());
    for (const auto& place : places) {
        ASSERT_EQ(place.size(), outline.size());
        EXPECT_GE(std::abs(leftmost(place) - leftmost(outline)), 8);
        for (std::size_t i = 0; i < place.size(); ++i) {
            EXPECT_EQ(place[i].y, outline[i].y) << "sideways only";
            for (const int x : {place[i].x, place[i].x + place[i].dx})
                EXPECT_TRUE(x >= 0 && x < 128) << x;
        }
    }
    EXPECT_TRUE(std::count(places.begin(), places.end(), mirrored(outline, 128)));
}

TEST(Outline, HasNoOtherPlaceWhenItIsAsWideAsThePicture) {
    EXPECT_THAT(laidElsewhere(outlineOf(boxMask(64, 0, 20, 64, 20)), 64), IsEmpty());
    EXPECT_THAT(laidElsewhere({}, 64), IsEmpty());
}

} // namespace

} // namespace latentbrush::seam
