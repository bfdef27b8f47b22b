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

TEST(PaintedParts, AMaskIsAShareOfOne) {
    EXPECT_TRUE(torch::equal(tensorOf(image::Mask{3, 1, {0, 51, 255}}),
                             torch::tensor({0.f, 0.2f, 1.f}).view({1, 1, 1, 3})));
}

TEST(PaintedParts, OneWhitePixelRepaintsItsCell) {
    auto white = torch::zeros({1, 1, 8, 12});
    white[0][0][3][4] = 1;
    auto expected = torch::zeros({1, 1, 2, 3});
    expected[0][0][0][1] = 1;
    EXPECT_TRUE(torch::equal(onLatents(white, 4), expected));
}
