#include "pipeline/painted_area.h"

#include "request/picture_reference.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

/// Soft hills in three colours, so that a shift by a part of a pixel shows.
image::Image hills(int width, int height) {
    image::Image made{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (const double phase : {0., 1., 2.})
                made.pixels.push_back(static_cast<std::uint8_t>(128 + 100 * std::sin(x / 5. + phase) *
                                                                          std::cos(y / 6. + phase)));
    return made;
}

image::Image rectangle(int width, int height, image::Box box) {
    image::Image made{width, height, 3, {}};
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            made.pixels.insert(
                made.pixels.end(), 3,
                x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height ? 255 : 0);
    return made;
}

Inpaint task(image::Image init, image::Image mask, Painting painting = {}) {
    return {referenceTo(std::make_shared<const image::Image>(std::move(init))),
            referenceTo(std::make_shared<const image::Image>(std::move(mask))), 1, painting};
}

double meanDifference(const image::Image& a, const image::Image& b, int dx, int dy, image::Box within) {
    double sum = 0;
    for (int y = within.y; y < within.y + within.height; ++y)
        for (int x = within.x; x < within.x + within.width; ++x)
            for (int c = 0; c < 3; ++c)
                sum += std::abs(a.at(x, y)[c] - b.at(x + dx, y + dy)[c]);
    return sum / (3. * within.width * within.height);
}

} // namespace

// A patch that shows just what it was shown must land where it was taken from, whatever the scale, the
// padding and the place of the mask (A1111#16243: it landed to the right and below).
TEST(PaintedAreas, TheScaleNeverShiftsThePatch) {
    const auto init = hills(200, 140);
    for (const image::Box box :
         {image::Box{60, 40, 50, 50}, {3, 5, 40, 20}, {150, 100, 45, 35}, {20, 60, 160, 21}})
        for (const int padding : {0, 32})
            for (const int edge : {64, 96, 160, 512}) {
                Painting painting;
                painting.area = InpaintArea::Masked;
                painting.padding = padding;
                painting.maskBlur = 0;
                const auto asked = task(init, rectangle(200, 140, box), painting);
                const auto area = paintedArea(asked, edge, edge);
                ASSERT_TRUE(area);
                const auto pasted = pastedInto(asked, *area, area->picture);
                ASSERT_TRUE(pasted);
                const image::Box inner{box.x + 2, box.y + 2, box.width - 4, box.height - 4};
                const double inPlace = meanDifference(*pasted, init, 0, 0, inner);
                for (const auto& [dx, dy] : {std::pair(1, 0), {-1, 0}, {0, 1}, {0, -1}})
                    EXPECT_LT(inPlace, meanDifference(*pasted, init, dx, dy, inner) / 2)
                        << box.x << ' ' << padding << ' ' << edge << ' ' << dx << ' ' << dy;
            }
}

TEST(PaintedAreas, OnlyMaskedShowsTheSurroundingsOfTheMask) {
    Painting painting;
    painting.area = InpaintArea::Masked;
    painting.padding = 10;
    painting.maskBlur = 0;
    const auto area =
        paintedArea(task(hills(200, 140), rectangle(200, 140, {60, 40, 20, 30}), painting), 64, 64);
    ASSERT_TRUE(area);
    EXPECT_EQ(area->box, (image::Box{45, 30, 50, 50})); // 40 × 50 with the padding, widened to a square
    EXPECT_EQ(std::pair(area->picture.width, area->mask.height), std::pair(64, 64));
    EXPECT_EQ(area->paste.width, 200);
}

TEST(PaintedAreas, WithoutAnyWhiteThePictureStays) {
    for (const auto choice : {InpaintArea::Whole, InpaintArea::Masked}) {
        Painting painting;
        painting.area = choice;
        const auto asked = task(hills(40, 30), rectangle(40, 30, {}), painting);
        const auto area = paintedArea(asked, 64, 64);
        ASSERT_TRUE(area);
        EXPECT_EQ(area->box, (image::Box{0, 0, 40, 30}));
        EXPECT_EQ(pastedInto(asked, *area, hills(64, 64)), *asked.init.picture);
    }
}

TEST(PaintedAreas, NotMaskedTurnsTheMaskRound) {
    Painting painting;
    painting.maskBlur = 0;
    auto mask = rectangle(40, 30, {10, 10, 10, 10});
    const auto area = paintedArea(task(hills(40, 30), mask, painting), 40, 30);
    painting.notMasked = true;
    const auto round = paintedArea(task(hills(40, 30), mask, painting), 40, 30);
    ASSERT_TRUE(area && round);
    for (std::size_t i = 0; i < area->paste.values.size(); ++i)
        ASSERT_EQ(area->paste.values[i] + round->paste.values[i], 255);
}

TEST(PaintedAreas, TheBeginningUnderTheMaskIsWhatWasAskedFor) {
    auto init = hills(40, 30);
    const auto mask = rectangle(40, 30, {10, 10, 10, 10});
    const auto under = [&](MaskedContent content) {
        Painting painting;
        painting.content = content;
        painting.maskBlur = 0;
        return paintedArea(task(init, mask, painting), 40, 30)->picture;
    };
    for (const auto content : {MaskedContent::Original, MaskedContent::Noise, MaskedContent::Nothing})
        EXPECT_EQ(under(content), init) << idOf(content);
    for (const auto content : {MaskedContent::Fill, MaskedContent::Telea, MaskedContent::NavierStokes}) {
        const auto filled = under(content);
        EXPECT_NE(filled, init) << idOf(content);
        EXPECT_EQ(*filled.at(9, 10), *init.at(9, 10)) << idOf(content);
        EXPECT_EQ(*filled.at(20, 19), *init.at(20, 19)) << idOf(content);
    }
}

TEST(PaintedAreas, AMaskOfAmountsIsPastedWhereAnythingChanges) {
    Painting painting;
    painting.maskBlur = 0;
    painting.grey = GreyMask::Amount;
    image::Image mask{4, 1, 3, {0, 0, 0, 16, 16, 16, 64, 64, 64, 255, 255, 255}};
    const auto area = paintedArea(task(hills(4, 1), mask, painting), 4, 1);
    ASSERT_TRUE(area);
    EXPECT_EQ(area->paste.values, (std::vector<std::uint8_t>{0, 64, 255, 255}));
    EXPECT_EQ(area->mask.values, (std::vector<std::uint8_t>{0, 16, 64, 255}));
}
