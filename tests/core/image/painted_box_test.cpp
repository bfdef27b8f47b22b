#include "image/painted_box.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

TEST(BoundsOf, IsTheSmallestBox) {
    auto mask = filledMask(9, 7);
    EXPECT_EQ(boundsOf(mask), Box{});
    mask.values[2 * 9 + 3] = 1;
    EXPECT_EQ(boundsOf(mask), (Box{3, 2, 1, 1}));
    mask.values[6 * 9 + 8] = 255;
    EXPECT_EQ(boundsOf(mask), (Box{3, 2, 6, 5}));
    EXPECT_EQ(boundsOf(filledMask(9, 7, 9)), (Box{0, 0, 9, 7}));
}

TEST(BoxToPaint, Table) {
    struct Row {
        const char* what;
        Box bounds;
        int padding, across, down;
        Box expected;
    };
    const Row rows[]{
        // in a picture of 100 × 60
        {"square already", {40, 20, 10, 10}, 0, 1, 1, {40, 20, 10, 10}},
        {"padded", {40, 20, 10, 10}, 5, 1, 1, {35, 15, 20, 20}},
        {"padding stops at the edge", {2, 20, 10, 10}, 5, 1, 1, {0, 15, 20, 20}},
        {"a wide mask grows down", {20, 20, 40, 10}, 0, 1, 1, {20, 5, 40, 40}},
        {"a high mask grows across", {20, 20, 10, 30}, 0, 2, 1, {0, 20, 60, 30}},
        {"moved back from the right", {95, 20, 5, 20}, 0, 1, 1, {80, 20, 20, 20}},
        {"cut off where the picture is too small", {0, 0, 100, 10}, 0, 1, 1, {0, 0, 100, 60}},
        {"one pixel, no padding", {50, 30, 1, 1}, 0, 3, 2, {50, 30, 2, 1}},
        {"all of it", {0, 0, 100, 60}, 32, 1, 1, {0, 0, 100, 60}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(boxToPaint(row.bounds, row.padding, row.across, row.down, 100, 60), row.expected)
            << row.what;
}

} // namespace
} // namespace latentbrush::image
