#include "image/extend.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

TEST(Extended, ItsOutermostPixelsGoOn) {
    const Image picture{2, 1, 3, {1, 2, 3, 7, 8, 9}};
    const auto made = extended(picture, {2, 0, 1, 1});
    ASSERT_TRUE(made);
    ASSERT_EQ(made->width, 5);
    ASSERT_EQ(made->height, 2);
    for (int y = 0; y < 2; ++y)
        for (int x = 0; x < 5; ++x)
            EXPECT_EQ(*made->at(x, y), x < 3 ? 1 : 7) << x << ' ' << y;
}

TEST(MarginMask, CoversTheMarginsAndAStripOfThePicture) {
    const auto mask = marginMask(6, 4, {3, 0, 0, 2}, 1);
    ASSERT_TRUE(mask);
    ASSERT_EQ(mask->width, 9);
    ASSERT_EQ(mask->height, 6);
    for (int y = 0; y < 6; ++y)
        for (int x = 0; x < 9; ++x)
            EXPECT_EQ(mask->at(x, y), x >= 4 && y < 3 ? 0 : 255) << x << ' ' << y;
}

TEST(MarginMask, AnOverlapWiderThanThePictureRepaintsAll) {
    EXPECT_EQ(marginMask(4, 4, {1, 1, 1, 1}, 9), filledMask(6, 6, 255));
}

TEST(Padded, TheMaskStaysOnItsPixels) {
    const Mask mask{2, 1, {5, 6}};
    EXPECT_EQ(padded(mask, {1, 1, 0, 0}), (Mask{3, 2, {0, 0, 0, 0, 5, 6}}));
}

TEST(Margins, ThatMakeNoPictureAreRefused) {
    const Image picture{2, 1, 3, std::vector<std::uint8_t>(6)};
    EXPECT_EQ(extended(picture, {-1, 0, 0, 0}).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(extended({}, {1, 0, 0, 0}).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(extended(picture, {20000, 0, 0, 0}).error().code, ErrorCode::InvalidSize);
    EXPECT_EQ(marginMask(2, 1, {2000000000, 0, 2000000000, 0}, 0).error().code, ErrorCode::InvalidSize);
}

} // namespace
} // namespace latentbrush::image
