#include "image/mask_from.h"

#include "image/lab.h"
#include "mask_samples.h"
#include "samples.h"

#include <cmath>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush::image {
namespace {

struct Known {
    std::array<std::uint8_t, 3> rgb;
    Lab lab;
};

class LabOf : public testing::TestWithParam<Known> {};

TEST_P(LabOf, IsWhatTheStandardSays) {
    const auto lab = labOf(GetParam().rgb.data());
    EXPECT_NEAR(lab.l, GetParam().lab.l, 0.02);
    EXPECT_NEAR(lab.a, GetParam().lab.a, 0.02);
    EXPECT_NEAR(lab.b, GetParam().lab.b, 0.02);
}

INSTANTIATE_TEST_SUITE_P(Rows, LabOf,
                         testing::Values(Known{{0, 0, 0}, {0, 0, 0}}, Known{{255, 255, 255}, {100, 0, 0}},
                                         Known{{255, 0, 0}, {53.24F, 80.09F, 67.20F}},
                                         Known{{0, 255, 0}, {87.73F, -86.18F, 83.18F}},
                                         Known{{0, 0, 255}, {32.30F, 79.19F, -107.86F}},
                                         Known{{119, 119, 119}, {50.03F, 0, 0}}));

RC_GTEST_PROP(LabOf, GoesThereAndBackUnchanged, (std::uint8_t r, std::uint8_t g, std::uint8_t b)) {
    const std::uint8_t before[3] = {r, g, b};
    std::uint8_t after[3];
    writeRgb(labOf(before), after);
    for (int c = 0; c < 3; ++c)
        RC_ASSERT(after[c] == before[c]);
}

TEST(MaskFrom, AlphaIsTheAlpha) {
    const auto mask = maskFromAlpha({3, 1, 4, {1, 2, 3, 0, 1, 2, 3, 77, 1, 2, 3, 255}});
    EXPECT_EQ(mask->values, (std::vector<std::uint8_t>{0, 77, 255}));
    EXPECT_EQ(maskFromAlpha(samplePicture(5, 4, 3)), filledMask(5, 4, 255));
}

TEST(MaskFrom, LuminanceIsRec601AndKeepsGrey) {
    // PIL 11's convert("L") of these.
    const auto mask = maskFromLuminance({4, 1, 3, {255, 0, 0, 0, 255, 0, 0, 0, 255, 200, 100, 50}});
    EXPECT_EQ(mask->values, (std::vector<std::uint8_t>{76, 150, 29, 124}));
    for (int grey = 0; grey < 256; ++grey) {
        const auto value = static_cast<std::uint8_t>(grey);
        EXPECT_EQ(maskFromLuminance({1, 1, 4, {value, value, value, 9}})->values[0], value);
    }
}

RC_GTEST_PROP(MaskFrom, AColourFallsOffWithDistance, ()) {
    const auto picture = samplePicture(9, 9, *rc::gen::element(3, 4), *rc::gen::arbitrary<unsigned>());
    const float tolerance = *rc::gen::inRange(0, 60), softness = *rc::gen::inRange(0, 40);
    const auto mask = maskFromColour(picture, {20, 30, 40}, tolerance, softness).value();
    const std::uint8_t wanted[3] = {20, 30, 40};
    for (int y = 0; y < 9; ++y)
        for (int x = 0; x < 9; ++x) {
            const float distance = distanceOf(labOf(picture.at(x, y)), labOf(wanted));
            if (distance <= tolerance)
                RC_ASSERT(mask.at(x, y) == 255);
            else if (distance >= tolerance + softness)
                RC_ASSERT(mask.at(x, y) == 0);
            else
                RC_ASSERT(std::abs(mask.at(x, y) - 255 * (tolerance + softness - distance) / softness) <=
                          0.6);
        }
}

/// '#' and '.' and other letters are greys of their own, 20 apart.
Image lettered(const std::vector<std::string>& rows) {
    Image image{static_cast<int>(rows[0].size()), static_cast<int>(rows.size()), 3, {}};
    for (const auto& row : rows)
        for (const char c : row)
            image.pixels.insert(image.pixels.end(), 3, static_cast<std::uint8_t>((c - 'a') * 20));
    return image;
}

struct Click {
    int x, y, tolerance;
    WandReach reach;
    std::vector<std::string> selected;
};

class Wand : public testing::TestWithParam<Click> {};

TEST_P(Wand, Selects) {
    const auto& row = GetParam();
    const auto mask =
        maskByWand(lettered({"aabba", "abbca", "bbcda"}), row.x, row.y, row.tolerance, row.reach);
    ASSERT_TRUE(mask);
    EXPECT_EQ(drawing(*mask), row.selected);
}

INSTANTIATE_TEST_SUITE_P(Rows, Wand,
                         testing::Values(Click{0, 0, 0, WandReach::Connected, {"##...", "#....", "....."}},
                                         Click{0, 0, 0, WandReach::Everywhere, {"##..#", "#...#", "....#"}},
                                         Click{0, 0, 19, WandReach::Connected, {"##...", "#....", "....."}},
                                         Click{0, 0, 20, WandReach::Connected, {"#####", "###.#", "##..#"}},
                                         Click{4, 2, 40, WandReach::Connected, {"#####", "#####", "###.#"}},
                                         Click{3, 2, 0, WandReach::Connected, {".....", ".....", "...#."}},
                                         Click{
                                             3, 2, 255, WandReach::Connected, {"#####", "#####", "#####"}}));

RC_GTEST_PROP(Wand, ReachesWhatWalkingReaches, ()) {
    const int width = *rc::gen::inRange(1, 12), height = *rc::gen::inRange(1, 12);
    const auto picture =
        samplePicture(width, height, *rc::gen::element(3, 4), *rc::gen::arbitrary<unsigned>());
    const int x = *rc::gen::inRange(0, width), y = *rc::gen::inRange(0, height);
    const int tolerance = *rc::gen::inRange(0, 40);
    const auto alike = maskByWand(picture, x, y, tolerance, WandReach::Everywhere).value();
    Mask walked = filledMask(width, height);
    walked.values[y * width + x] = 255;
    for (int round = 0; round < width * height; ++round)
        for (int v = 0; v < height; ++v)
            for (int u = 0; u < width; ++u) {
                const bool beside = (u > 0 && walked.at(u - 1, v)) ||
                                    (u + 1 < width && walked.at(u + 1, v)) ||
                                    (v > 0 && walked.at(u, v - 1)) || (v + 1 < height && walked.at(u, v + 1));
                if (alike.at(u, v) && beside)
                    walked.values[v * width + u] = 255;
            }
    RC_ASSERT(maskByWand(picture, x, y, tolerance, WandReach::Connected).value() == walked);
}

TEST(Wand, TransparentPixelsAreAlikeWhateverTheirColour) {
    const Image picture{3, 1, 4, {9, 9, 9, 0, 200, 0, 0, 0, 9, 9, 9, 255}};
    EXPECT_EQ(maskByWand(picture, 0, 0, 0, WandReach::Connected)->values,
              (std::vector<std::uint8_t>{255, 255, 0}));
}

TEST(MaskFrom, RefusesWhatIsOutOfRange) {
    const auto picture = samplePicture(4, 3, 3);
    const auto codeOf = [](const Result<Mask>& result) { return result.error().code; };
    EXPECT_EQ(codeOf(maskFromAlpha({})), ErrorCode::InvalidRequest);
    EXPECT_EQ(codeOf(maskFromLuminance({})), ErrorCode::InvalidRequest);
    EXPECT_EQ(codeOf(maskFromColour(picture, {}, -1, 0)), ErrorCode::InvalidRequest);
    EXPECT_EQ(codeOf(maskFromColour(picture, {}, 0, std::nanf(""))), ErrorCode::InvalidRequest);
    for (const auto& [x, y] : {std::pair{-1, 0}, {0, -1}, {4, 0}, {0, 3}})
        EXPECT_EQ(codeOf(maskByWand(picture, x, y, 0, WandReach::Connected)), ErrorCode::InvalidRequest);
    for (const int tolerance : {-1, 256})
        EXPECT_EQ(codeOf(maskByWand(picture, 0, 0, tolerance, WandReach::Everywhere)),
                  ErrorCode::InvalidRequest);
}

} // namespace
} // namespace latentbrush::image
