#include "image/masked_mix.h"

#include "mask_samples.h"
#include "samples.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush::image {
namespace {

using Pixel = std::vector<std::uint8_t>;

struct Mixture {
    Pixel under, over;
    std::uint8_t mask;
    Pixel result;
};

class MixedPixel : public testing::TestWithParam<Mixture> {};

TEST_P(MixedPixel, Is) {
    const auto& row = GetParam();
    const auto result =
        mixed({1, 1, static_cast<int>(row.under.size()), row.under},
              {1, 1, static_cast<int>(row.over.size()), row.over}, filledMask(1, 1, row.mask));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->pixels, row.result);
}

INSTANTIATE_TEST_SUITE_P(Rows, MixedPixel,
                         testing::Values(Mixture{{1, 2, 3}, {200, 100, 50}, 0, {1, 2, 3}},
                                         Mixture{{1, 2, 3}, {200, 100, 50}, 255, {200, 100, 50}},
                                         Mixture{{0, 0, 100}, {255, 1, 200}, 128, {128, 1, 150}},
                                         Mixture{{0, 0, 100}, {255, 1, 200}, 127, {127, 0, 150}},
                                         // The colour of what is transparent never shows, nor is it lost.
                                         Mixture{{9, 9, 9, 0}, {200, 100, 50}, 0, {9, 9, 9, 0}},
                                         Mixture{{9, 9, 9, 0}, {200, 100, 50}, 51, {200, 100, 50, 51}},
                                         Mixture{{9, 9, 9, 0}, {200, 100, 50}, 255, {200, 100, 50, 255}},
                                         Mixture{{10, 20, 30, 255}, {200, 100, 50, 0}, 51, {10, 20, 30, 204}},
                                         Mixture{
                                             {10, 20, 30, 255}, {200, 100, 50, 0}, 255, {200, 100, 50, 0}},
                                         Mixture{{9, 9, 9, 0}, {8, 8, 8, 0}, 100, {9, 9, 9, 0}}));

RC_GTEST_PROP(Mixed, IsTheRoundedMean, ()) {
    const auto seed = *rc::gen::arbitrary<unsigned>();
    const auto under = samplePicture(11, 9, 3, seed), over = samplePicture(11, 9, 3, seed + 1);
    const auto mask = sampleMask(11, 9, seed);
    const auto result = mixed(under, over, mask).value();
    for (std::size_t i = 0; i < under.pixels.size(); ++i) {
        const double m = mask.values[i / 3] / 255.0;
        RC_ASSERT(result.pixels[i] == std::lround(under.pixels[i] * (1 - m) + over.pixels[i] * m));
    }
}

RC_GTEST_PROP(Mixed, IsExactAtBothEndsOfTheMask, ()) {
    const auto seed = *rc::gen::arbitrary<unsigned>();
    const auto under = samplePicture(11, 9, 4, seed), over = samplePicture(11, 9, 4, seed + 1);
    const auto mask = sampleMask(11, 9, seed);
    const auto result = mixed(under, over, mask).value();
    for (int y = 0; y < 9; ++y)
        for (int x = 0; x < 11; ++x) {
            if (mask.at(x, y) == 0)
                RC_ASSERT(std::equal(result.at(x, y), result.at(x, y) + 4, under.at(x, y)));
            if (mask.at(x, y) == 255)
                RC_ASSERT(std::equal(result.at(x, y), result.at(x, y) + 4, over.at(x, y)));
        }
}

TEST(Mixed, RefusesWhatDoesNotFit) {
    const auto picture = samplePicture(4, 3, 3);
    EXPECT_EQ(mixed(picture, picture, filledMask(3, 4)).error().code, ErrorCode::InvalidSize);
    EXPECT_EQ(mixed(picture, samplePicture(3, 4, 3), filledMask(4, 3)).error().code, ErrorCode::InvalidSize);
    EXPECT_EQ(mixed(picture, samplePicture(4, 3, 4), filledMask(4, 3)).error().code,
              ErrorCode::InvalidRequest);
}

} // namespace
} // namespace latentbrush::image
