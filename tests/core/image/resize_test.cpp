#include "image/resize.h"

#include "samples.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

struct Size {
    int width, height, longest;
    int expectedWidth, expectedHeight;
};

class ThumbnailSize : public testing::TestWithParam<Size> {};

TEST_P(ThumbnailSize, KeepsProportions) {
    const auto& row = GetParam();
    const auto small = thumbnail(samplePicture(row.width, row.height, 3), row.longest);
    ASSERT_TRUE(small);
    EXPECT_EQ(small->width, row.expectedWidth);
    EXPECT_EQ(small->height, row.expectedHeight);
    EXPECT_EQ(small->pixels.size(), std::size_t(small->width) * small->height * 3);
}

INSTANTIATE_TEST_SUITE_P(Rows, ThumbnailSize,
                         testing::Values(Size{512, 512, 256, 256, 256}, Size{512, 256, 128, 128, 64},
                                         Size{256, 512, 128, 64, 128}, Size{100, 50, 256, 100, 50},
                                         Size{256, 100, 256, 256, 100}, Size{1000, 1, 10, 10, 1},
                                         Size{3, 2, 1, 1, 1}));

TEST(Resize, ShrinkingTakesTheMean) {
    // Each 2x2 block of 10, 20, 30, 40 has the mean 25; a checkerboard of 0 and 255 gives 127.5.
    const Image blocks{4, 2, 3, {10, 10, 10, 20, 20, 20, 0,   0,   0,   255, 255, 255,
                                 30, 30, 30, 40, 40, 40, 255, 255, 255, 0,   0,   0}};
    const auto half = resized(blocks, 2, 1);
    ASSERT_TRUE(half);
    for (int c = 0; c < 3; ++c) {
        EXPECT_EQ(half->at(0, 0)[c], 25);
        EXPECT_NEAR(half->at(1, 0)[c], 127.5, 0.5);
    }
}

TEST(Resize, TransparentColourDoesNotBleed) {
    // Opaque red beside fully transparent green: half covered, and still pure red.
    const Image image{2, 1, 4, {255, 0, 0, 255, 0, 255, 0, 0}};
    const auto one = resized(image, 1, 1);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->pixels[0], 255);
    EXPECT_EQ(one->pixels[1], 0);
    EXPECT_EQ(one->pixels[2], 0);
    EXPECT_NEAR(one->pixels[3], 127.5, 0.5);
}

TEST(Resize, AFlatPictureStaysFlatAtAnySize) {
    for (const int channels : {3, 4})
        for (const auto& [width, height] : {std::pair{7, 3}, {40, 40}, {16, 90}, {1, 1}}) {
            const Image flat{16, 16, channels, std::vector<std::uint8_t>(16 * 16 * channels, 200)};
            const auto result = resized(flat, width, height);
            ASSERT_TRUE(result);
            EXPECT_EQ(result->channels, channels);
            for (const auto value : result->pixels)
                EXPECT_EQ(value, 200);
        }
}

TEST(Resize, TheSameSizeIsTheSamePicture) {
    const auto picture = samplePicture(13, 11, 4);
    EXPECT_EQ(resized(picture, 13, 11), picture);
}

TEST(Resize, RefusesWhatIsNoSize) {
    for (const auto& [width, height] : {std::pair{0, 5}, {5, 0}, {-1, 5}})
        EXPECT_EQ(resized(samplePicture(4, 4, 3), width, height).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(resized(Image{}, 4, 4).error().code, ErrorCode::InvalidRequest);
}

} // namespace
} // namespace latentbrush::image
