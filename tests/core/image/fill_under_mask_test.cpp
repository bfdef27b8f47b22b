#include "image/fill_under_mask.h"

#include "mask_samples.h"
#include "samples.h"

#include <algorithm>
#include <array>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush::image {
namespace {

constexpr MaskedContent kContents[] = {MaskedContent::Blurred, MaskedContent::Telea,
                                       MaskedContent::NavierStokes};

Image flat(int width, int height, const std::vector<std::uint8_t>& colour) {
    Image image{width, height, static_cast<int>(colour.size()), {}};
    for (int i = 0; i < width * height; ++i)
        image.pixels.insert(image.pixels.end(), colour.begin(), colour.end());
    return image;
}

Mask hole(int width, int height, int left, int top, int edge) {
    Mask mask = filledMask(width, height);
    for (int y = top; y < top + edge; ++y)
        for (int x = left; x < left + edge; ++x)
            mask.values[y * width + x] = 255;
    return mask;
}

void paint(Image& image, const Mask& where, const std::vector<std::uint8_t>& colour) {
    for (std::size_t i = 0; i < where.values.size(); ++i)
        if (where.values[i])
            std::copy(colour.begin(), colour.end(), image.pixels.begin() + i * image.channels);
}

class FillUnderMask : public testing::TestWithParam<MaskedContent> {};

INSTANTIATE_TEST_SUITE_P(All, FillUnderMask, testing::ValuesIn(kContents));

TEST_P(FillUnderMask, TakesTheColourAround) {
    auto image = flat(60, 40, {200, 120, 40});
    const auto mask = hole(60, 40, 20, 10, 18);
    paint(image, mask, {0, 0, 255});
    const auto filled = filledUnderMask(image, mask, GetParam());
    ASSERT_TRUE(filled);
    for (int i = 0; i < 60 * 40; ++i)
        for (int c = 0; c < 3; ++c)
            ASSERT_NEAR(filled->pixels[i * 3 + c], (std::array{200, 120, 40}[c]), 1) << i;
}

TEST_P(FillUnderMask, ReachesThePicturesEdges) {
    auto image = flat(40, 30, {200, 120, 40});
    Mask mask = filledMask(40, 30);
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 12; ++x)
            mask.values[y * 40 + x] = 255;
    paint(image, mask, {0, 0, 255});
    const auto filled = filledUnderMask(image, mask, GetParam());
    ASSERT_TRUE(filled);
    for (int i = 0; i < 40 * 30; ++i)
        ASSERT_NEAR(filled->pixels[i * 3], 200, 1) << i;
}

TEST_P(FillUnderMask, EachSideColoursItsOwnSide) {
    auto image = flat(80, 40, {30, 30, 30});
    for (int y = 0; y < 40; ++y)
        for (int x = 40; x < 80; ++x)
            std::fill_n(image.pixels.begin() + (y * 80 + x) * 3, 3, 220);
    const auto filled = filledUnderMask(image, hole(80, 40, 30, 10, 20), GetParam());
    ASSERT_TRUE(filled);
    EXPECT_LT(filled->at(31, 20)[0], 70);
    EXPECT_GT(filled->at(48, 20)[0], 180);
}

TEST_P(FillUnderMask, ASoftMaskMixes) {
    const auto image = flat(30, 30, {100, 100, 100});
    auto painted = image;
    Mask mask = hole(30, 30, 10, 10, 10);
    for (auto& value : mask.values)
        value = value ? 51 : 0;
    paint(painted, mask, {200, 200, 200});
    const auto filled = filledUnderMask(painted, mask, GetParam());
    ASSERT_TRUE(filled);
    // Four fifths of what stands there remain; a fifth comes from around (Blurred sees what stands there
    // too).
    EXPECT_GE(filled->at(15, 15)[0], 178);
    EXPECT_LE(filled->at(15, 15)[0], 200);
    EXPECT_EQ(filled->at(2, 2)[0], 100);
}

TEST_P(FillUnderMask, TransparentPixelsGiveNoColourAndBecomeOpaque) {
    auto image = flat(30, 30, {50, 60, 70, 255});
    for (int y = 0; y < 30; ++y)
        for (int x = 15; x < 30; ++x)
            std::copy_n(std::array<std::uint8_t, 4>{255, 0, 0, 0}.data(), 4, &image.pixels[(y * 30 + x) * 4]);
    const auto filled = filledUnderMask(image, hole(30, 30, 12, 12, 8), GetParam());
    ASSERT_TRUE(filled);
    EXPECT_NEAR(filled->at(18, 16)[0], 50, 1);
    EXPECT_NEAR(filled->at(18, 16)[2], 70, 1);
    EXPECT_EQ(filled->at(18, 16)[3], 255);
    EXPECT_EQ(filled->at(25, 16)[3], 0) << "not under the mask";
}

TEST_P(FillUnderMask, WithNothingAroundItIsGrey) {
    const auto filled = filledUnderMask(samplePicture(9, 7, 3), filledMask(9, 7, 255), GetParam());
    EXPECT_EQ(filled, flat(9, 7, {127, 127, 127}));
}

TEST_P(FillUnderMask, AnEmptyMaskChangesNothing) {
    EXPECT_EQ(filledUnderMask(samplePicture(9, 7, 4), filledMask(9, 7), GetParam()), samplePicture(9, 7, 4));
}

TEST_P(FillUnderMask, RefusesWhatDoesNotFit) {
    EXPECT_EQ(filledUnderMask(samplePicture(4, 3, 3), filledMask(3, 4), GetParam()).error().code,
              ErrorCode::InvalidSize);
    EXPECT_EQ(filledUnderMask({}, {}, GetParam()).error().code, ErrorCode::InvalidRequest);
}

RC_GTEST_PROP(FillUnderMask, WhatIsNotMaskedStaysToTheBit, ()) {
    const int width = *rc::gen::inRange(1, 40), height = *rc::gen::inRange(1, 40);
    const auto seed = *rc::gen::arbitrary<unsigned>();
    const auto image = samplePicture(width, height, *rc::gen::element(3, 4), seed);
    const auto mask = sampleMask(width, height, seed);
    for (const auto content : kContents) {
        const auto filled = filledUnderMask(image, mask, content);
        RC_ASSERT(filled.has_value());
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                if (mask.at(x, y) == 0)
                    RC_ASSERT(std::equal(image.at(x, y), image.at(x, y) + image.channels, filled->at(x, y)));
    }
}

} // namespace
} // namespace latentbrush::image
