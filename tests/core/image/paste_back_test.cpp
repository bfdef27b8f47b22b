#include "image/paste_back.h"

#include "image/mask_shape.h"
#include "image/masked_mix.h"
#include "image/match_colour.h"
#include "image/poisson_seam.h"
#include "image/resize.h"
#include "mask_samples.h"
#include "samples.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace latentbrush::image {
namespace {

/// Soft waves: a picture whose gradients Poisson editing has to keep.
Image waves(int width, int height) {
    Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < 3; ++c)
                image.pixels.push_back(
                    static_cast<std::uint8_t>(110 + 30 * std::sin(x / 5.0 + c) + 20 * std::cos(y / 7.0 - c)));
    return image;
}

/// Another exposure of the same.
Image shifted(Image image, int by) {
    for (auto& value : image.pixels)
        value = static_cast<std::uint8_t>(std::clamp(value + by, 0, 255));
    return image;
}

Mask disc(int width, int height, int x0, int y0, int radius) {
    Mask mask = filledMask(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            if ((x - x0) * (x - x0) + (y - y0) * (y - y0) <= radius * radius)
                mask.values[y * width + x] = 255;
    return mask;
}

/// The largest difference of any channel where the mask is 255.
int worstInside(const Image& first, const Image& second, const Mask& mask) {
    int worst = 0;
    for (std::size_t i = 0; i < mask.values.size(); ++i)
        for (int c = 0; c < 3 && mask.values[i] == 255; ++c)
            worst = std::max(worst, std::abs(first.pixels[i * 3 + c] - second.pixels[i * 3 + c]));
    return worst;
}

struct Landing {
    Box place;
    std::vector<std::string> fromPatch; ///< '#' where the result is the patch's.
};

class PasteBack : public testing::TestWithParam<Landing> {};

TEST_P(PasteBack, LandsWhereItIsPut) {
    const Image picture{5, 3, 3, std::vector<std::uint8_t>(45, 10)};
    const Image patch{4, 4, 3, std::vector<std::uint8_t>(48, 250)};
    const auto result = pastedBack(picture, patch, filledMask(5, 3, 255), GetParam().place);
    ASSERT_TRUE(result);
    Mask changed = filledMask(5, 3);
    for (int i = 0; i < 15; ++i) {
        EXPECT_TRUE(result->pixels[i * 3] == 10 || result->pixels[i * 3] == 250);
        changed.values[i] = result->pixels[i * 3] == 250 ? 255 : 0;
    }
    EXPECT_EQ(drawing(changed), GetParam().fromPatch);
}

constexpr int kFar = std::numeric_limits<int>::max();

INSTANTIATE_TEST_SUITE_P(Rows, PasteBack,
                         testing::Values(Landing{{0, 0, 5, 3}, {"#####", "#####", "#####"}},
                                         Landing{{1, 1, 2, 1}, {".....", ".##..", "....."}},
                                         Landing{{-2, -3, 4, 4}, {"##...", ".....", "....."}},
                                         Landing{{3, 2, 4, 4}, {".....", ".....", "...##"}},
                                         Landing{{-9, -9, 40, 40}, {"#####", "#####", "#####"}},
                                         Landing{{5, 0, 4, 4}, {".....", ".....", "....."}},
                                         Landing{{kFar, -kFar, 4, 4}, {".....", ".....", "....."}}));

RC_GTEST_PROP(PasteBack, IsTheScaledPatchMixedIn, ()) {
    const auto seed = *rc::gen::arbitrary<unsigned>();
    const auto picture = samplePicture(20, 16, *rc::gen::element(3, 4), seed);
    const auto patch = samplePicture(*rc::gen::inRange(1, 30), *rc::gen::inRange(1, 30), 3, seed + 1);
    const auto mask = sampleMask(20, 16, seed);
    const Box place{*rc::gen::inRange(-8, 20), *rc::gen::inRange(-8, 16), *rc::gen::inRange(1, 24),
                    *rc::gen::inRange(1, 24)};
    const auto result = pastedBack(picture, patch, mask, place).value();
    const auto scaled = resized(patch, place.width, place.height).value();
    Image over = picture;
    Mask where = filledMask(20, 16);
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 20; ++x) {
            const int u = x - place.x, v = y - place.y;
            if (u < 0 || v < 0 || u >= place.width || v >= place.height)
                continue;
            auto* pixel = &over.pixels[(y * 20 + x) * picture.channels];
            std::copy_n(scaled.at(u, v), 3, pixel);
            if (picture.channels == 4)
                pixel[3] = 255;
            where.values[y * 20 + x] = mask.at(x, y);
        }
    RC_ASSERT(result == mixed(picture, over, where).value());
}

RC_GTEST_PROP(PasteBack, KeepsWhatIsNotMaskedToTheBitWhateverIsRepaired, ()) {
    const auto seed = *rc::gen::arbitrary<unsigned>();
    const int width = *rc::gen::inRange(1, 40), height = *rc::gen::inRange(1, 40);
    const auto picture = samplePicture(width, height, *rc::gen::element(3, 4), seed);
    const auto patch = samplePicture(24, 24, 3, seed + 1);
    const auto mask = sampleMask(width, height, seed);
    const Box place{*rc::gen::inRange(-8, width), *rc::gen::inRange(-8, height), *rc::gen::inRange(1, 24),
                    *rc::gen::inRange(1, 24)};
    const SeamRepair repair{*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()};
    const auto result = pastedBack(picture, patch, mask, place, repair);
    RC_ASSERT(result.has_value());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool placed =
                x >= place.x && y >= place.y && x < place.x + place.width && y < place.y + place.height;
            if (mask.at(x, y) == 0 || !placed)
                RC_ASSERT(
                    std::equal(result->at(x, y), result->at(x, y) + picture.channels, picture.at(x, y)));
        }
}

TEST(PasteBack, RefusesWhatDoesNotFit) {
    const auto picture = samplePicture(4, 3, 3);
    const auto mask = filledMask(4, 3, 255);
    const auto codeOf = [](const Result<Image>& result) { return result.error().code; };
    EXPECT_EQ(codeOf(pastedBack(picture, picture, filledMask(3, 4), {0, 0, 4, 3})), ErrorCode::InvalidSize);
    EXPECT_EQ(codeOf(pastedBack(picture, {}, mask, {0, 0, 4, 3})), ErrorCode::InvalidRequest);
    EXPECT_EQ(codeOf(pastedBack(picture, picture, mask, {0, 0, 0, 3})), ErrorCode::InvalidRequest);
    EXPECT_EQ(codeOf(pastedBack(picture, samplePicture(4, 3, 4), mask, {0, 0, 4, 3})),
              ErrorCode::InvalidRequest);
}

TEST(MatchColour, TakesAnExposureBack) {
    const auto picture = waves(90, 70);
    const auto mask = disc(90, 70, 45, 35, 18);
    const auto matched = colourMatched(shifted(picture, 40), picture, mask);
    ASSERT_TRUE(matched);
    EXPECT_LE(worstInside(*matched, picture, mask), 12) << "it was 40";
}

TEST(MatchColour, LeavesAMatchingPatchAlone) {
    const auto picture = waves(60, 60);
    EXPECT_EQ(colourMatched(picture, picture, disc(60, 60, 30, 30, 10)), picture);
}

TEST(MatchColour, LooksOnlyAtTheBandAroundTheMask) {
    const auto mask = disc(120, 120, 60, 60, 10);
    const auto near = grown(mask, kMatchBand).value();
    auto picture = waves(120, 120), patch = shifted(picture, 20);
    const auto before = colourMatched(patch, picture, mask).value();
    for (std::size_t i = 0; i < near.values.size(); ++i)
        if (near.values[i] == 0)
            picture.pixels[i * 3] = 255;
    EXPECT_EQ(colourMatched(patch, picture, mask), before);
}

TEST(MatchColour, WithoutABandThePatchStaysAsItIs) {
    const auto patch = samplePicture(20, 20, 3);
    EXPECT_EQ(colourMatched(patch, waves(20, 20), filledMask(20, 20, 255)), patch);
    EXPECT_EQ(colourMatched(patch, waves(20, 20), filledMask(20, 20, 0)), patch);
}

TEST(PoissonSeam, TakesAnOffsetBack) {
    const auto picture = waves(90, 70);
    const auto mask = disc(90, 70, 45, 35, 18);
    const auto blended = poissonBlended(shifted(picture, 40), picture, mask);
    ASSERT_TRUE(blended);
    EXPECT_LE(worstInside(*blended, picture, mask), 3) << "it was 40, and waves are 50 high";
}

TEST(PoissonSeam, AtThePicturesEdgeThePatchHolds) {
    // The left half is repainted, 40 brighter, over black: what was there must not come back at the edge.
    const auto scene = waves(80, 50);
    auto picture = scene;
    Mask mask = filledMask(80, 50);
    for (int y = 0; y < 50; ++y)
        for (int x = 0; x < 40; ++x) {
            mask.values[y * 80 + x] = 255;
            std::fill_n(&picture.pixels[(y * 80 + x) * 3], 3, 0);
        }
    const auto blended = poissonBlended(shifted(scene, 40), picture, mask);
    ASSERT_TRUE(blended);
    for (int y = 0; y < 50; ++y) {
        EXPECT_NEAR(blended->at(0, y)[0], scene.at(0, y)[0] + 40, 10) << y;
        for (int x = 0; x < 40; ++x)
            ASSERT_GE(blended->at(x, y)[0], scene.at(x, y)[0] - 12) << x << " " << y;
    }
    EXPECT_NEAR(blended->at(39, 25)[0], scene.at(39, 25)[0], 8) << "the seam";
}

TEST(PoissonSeam, WithoutASeamThePatchStaysAsItIs) {
    const auto patch = samplePicture(20, 20, 3);
    EXPECT_EQ(poissonBlended(patch, waves(20, 20), filledMask(20, 20, 255)), patch);
    EXPECT_EQ(poissonBlended(patch, waves(20, 20), filledMask(20, 20, 0)), patch);
}

TEST(SeamRepair, RefusesAnotherSize) {
    const auto patch = samplePicture(4, 3, 3);
    for (const auto repair : {colourMatched, poissonBlended}) {
        EXPECT_EQ(repair(patch, patch, filledMask(3, 4)).error().code, ErrorCode::InvalidSize);
        EXPECT_EQ(repair(patch, samplePicture(3, 4, 3), filledMask(4, 3)).error().code,
                  ErrorCode::InvalidSize);
    }
}

} // namespace
} // namespace latentbrush::image
