#include "pipeline/painted_parts.h"

#include "pipeline/latent_colours.h"

#include <gtest/gtest.h>
#include <numeric>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

image::Image pictureOfSize(int width, int height, int channels) {
    image::Image made{width, height, channels, {}};
    made.pixels.resize(static_cast<std::size_t>(width) * height * channels);
    std::iota(made.pixels.begin(), made.pixels.end(), std::uint8_t(0));
    return made;
}

} // namespace

TEST(PaintedParts, EveryByteSurvivesTheWayThroughATensor) {
    const auto bytes = pictureOfSize(16, 16, 3); // 768: each byte three times
    const auto tensor = tensorOf(bytes);
    EXPECT_EQ(tensor.sizes(), at::IntArrayRef({1, 3, 16, 16}));
    EXPECT_EQ(tensor[0][0][0][0].item<float>(), -1);
    EXPECT_EQ(tensor[0][1][0][0].item<float>(), 1 / 127.5f - 1);
    EXPECT_EQ(pictureOf(tensor), bytes);
}

TEST(PaintedParts, TransparencyOfAPictureIsNotLookedAt) {
    EXPECT_EQ(tensorOf(pictureOfSize(2, 2, 4)).sizes(), at::IntArrayRef({1, 3, 2, 2}));
}

TEST(PaintedParts, TransparencyOfAMaskIsBlack) {
    const image::Image mask{4, 1, 4, {255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 0, 0, 128}};
    const std::vector<int> expected{255, 0, 0, 128};
    for (int x = 0; x < 4; ++x)
        EXPECT_EQ(whitenessAt(mask, x, 0), expected[static_cast<std::size_t>(x)]) << x;
    EXPECT_TRUE(torch::equal(whiteOf(mask).flatten(), torch::tensor({1.f, 0.f, 0.f, 1.f})));
}

TEST(PaintedParts, OneWhitePixelRepaintsItsCell) {
    auto white = torch::zeros({1, 1, 8, 12});
    white[0][0][3][4] = 1;
    auto expected = torch::zeros({1, 1, 2, 3});
    expected[0][0][0][1] = 1;
    EXPECT_TRUE(torch::equal(onLatents(white, 4), expected));
}

TEST(PaintedParts, WhatIsPastedIsMixedByTheMask) {
    const image::Image init{3, 1, 3, {10, 20, 30, 10, 20, 30, 10, 20, 30}};
    const image::Image made{3, 1, 3, {200, 200, 200, 200, 200, 200, 200, 200, 200}};
    const image::Image mask{3, 1, 3, {0, 0, 0, 255, 255, 255, 51, 51, 51}}; // a fifth
    EXPECT_EQ(pastedOver(init, mask, made).pixels,
              (std::vector<std::uint8_t>{10, 20, 30, 200, 200, 200, 48, 56, 64}));
}
