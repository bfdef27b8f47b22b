#include "library/thumbnail.h"

#include "library/library.h"

#include <array>
#include <gtest/gtest.h>

namespace latentbrush::library {
namespace {

image::Image flat(int width, int height, std::vector<std::uint8_t> colour) {
    image::Image image{width, height, static_cast<int>(colour.size()), {}};
    for (int pixel = 0; pixel < width * height; ++pixel)
        image.pixels.insert(image.pixels.end(), colour.begin(), colour.end());
    return image;
}

struct Sizes {
    int width, height, smallWidth, smallHeight;
};

class ThumbnailSize : public testing::TestWithParam<Sizes> {};

TEST_P(ThumbnailSize, LongestEdgeIsAtMost256) {
    const auto bytes = encodeThumbnail(flat(GetParam().width, GetParam().height, {200, 30, 40}));
    ASSERT_TRUE(bytes);
    const auto small = decodeThumbnail(*bytes);
    ASSERT_TRUE(small);
    EXPECT_EQ(small->width, GetParam().smallWidth);
    EXPECT_EQ(small->height, GetParam().smallHeight);
    EXPECT_EQ(small->channels, 3);
    // One flat colour has no detail to lose: what differs is the rounding to limited-range YUV and back, half
    // a level of 219 in luma and of 224 in chroma, times at most 2.02 in blue.
    for (int channel = 0; channel < 3; ++channel)
        EXPECT_NEAR(small->at(0, 0)[channel], (std::array{200, 30, 40})[channel], 3);
}

INSTANTIATE_TEST_SUITE_P(Table, ThumbnailSize,
                         testing::Values(Sizes{1, 1, 1, 1}, Sizes{128, 128, 128, 128},
                                         Sizes{256, 100, 256, 100}, Sizes{512, 512, 256, 256},
                                         Sizes{1024, 256, 256, 64}, Sizes{300, 1200, 64, 256},
                                         Sizes{2000, 1, 256, 1}));

TEST(Thumbnail, KeepsTransparency) {
    const auto bytes = encodeThumbnail(flat(20, 20, {10, 200, 10, 0}));
    ASSERT_TRUE(bytes);
    const auto small = decodeThumbnail(*bytes);
    ASSERT_TRUE(small);
    EXPECT_EQ(small->channels, 4);
    EXPECT_EQ(small->at(5, 5)[3], 0);
}

TEST(Thumbnail, WhatIsNoWebPIsRefused) {
    const auto whole = encodeThumbnail(flat(40, 40, {1, 2, 3})).value();
    for (const auto& bytes :
         {std::string(), std::string("RIFF"), std::string(100, 'x'), whole.substr(0, 20)}) {
        const auto picture = decodeThumbnail(bytes);
        ASSERT_FALSE(picture);
        EXPECT_EQ(picture.error().code, ErrorCode::FileMalformed);
    }
}

} // namespace
} // namespace latentbrush::library
