#include "seam_score/border.h"

#include <gtest/gtest.h>

namespace latentbrush::seam {

namespace {

/// Columns from `from` on are lighter.
image::Image stepAt(int from, std::uint8_t dark, std::uint8_t light) {
    image::Image picture{32, 16, 3, std::vector<std::uint8_t>(32 * 16 * 3)};
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 32; ++x)
            for (int c = 0; c < 3; ++c)
                picture.pixels[static_cast<std::size_t>(y * 32 + x) * 3 + c] = x >= from ? light : dark;
    return picture;
}

/// Dark up to column 8, light from 24, even in between.
image::Image ramp() {
    image::Image picture{32, 16, 3, std::vector<std::uint8_t>(32 * 16 * 3)};
    for (std::size_t i = 0; i < picture.pixels.size(); ++i) {
        const int x = static_cast<int>(i / 3 % 32);
        picture.pixels[i] = static_cast<std::uint8_t>(100 + 4 * std::min(std::max(x - 8, 0), 16));
    }
    return picture;
}

/// Inside are the columns up to `last`.
Outline upTo(int last) {
    Outline outline;
    for (int y = 0; y < 16; ++y)
        outline.push_back({last, y, 1, 0});
    return outline;
}

float between(std::uint8_t one, std::uint8_t other) {
    const std::uint8_t first[] = {one, one, one}, second[] = {other, other, other};
    return image::distanceOf(image::labOf(first), image::labOf(second));
}

TEST(Border, IsTheDifferenceOfNeighbours) {
    const LabPicture picture(stepAt(16, 100, 140));
    const auto across = differenceAcross(picture, upTo(15), 0);
    EXPECT_EQ(across.count, 16);
    EXPECT_NEAR(across.value(), between(100, 140), 1e-4);
    EXPECT_EQ(differenceAcross(picture, upTo(14), 0).value(), 0) << "a pixel beside the step";
}

TEST(Border, SeesOverTheFeatherWhatNeighboursHide) {
    const LabPicture picture(ramp());
    EXPECT_LT(differenceAcross(picture, upTo(15), 0).value(), between(100, 164) / 10);
    EXPECT_NEAR(differenceAcross(picture, upTo(15), 8).value(), between(100, 164), 1e-4);
}

TEST(Border, LeavesOutWhatIsBeyondThePictureOrInTheWay) {
    const LabPicture picture(stepAt(16, 100, 140));
    EXPECT_EQ(differenceAcross(picture, upTo(15), 16).count, 0);
    auto leftOut = image::filledMask(32, 16);
    for (int y = 0; y < 10; ++y)
        leftOut.values[static_cast<std::size_t>(y) * 32 + 16] = 255;
    EXPECT_EQ(differenceAcross(picture, upTo(15), 0, leftOut).count, 6);
    EXPECT_EQ(differenceAcross(picture, upTo(15), 1, leftOut).count, 16) << "the ends alone count";
}

TEST(Mean, OfMeansWeighsThemAlike) {
    Mean once, often, mean;
    once.add(4);
    for (int i = 0; i < 10; ++i)
        often.add(2);
    mean.addMeanOf(once);
    mean.addMeanOf(often);
    mean.addMeanOf({});
    EXPECT_EQ(mean.value(), 3);
    EXPECT_EQ(Mean().value(), 0);
}

} // namespace

} // namespace latentbrush::seam
