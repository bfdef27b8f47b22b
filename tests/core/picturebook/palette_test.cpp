#include "picturebook/palette.h"

#include <gtest/gtest.h>

#include <string>

#include "lab.h"

namespace latentbrush::picturebook {
namespace {

// An autoencoder at 28 dB is off by 10 levels (root mean square), which moves these colours by a difference
// of about 10 at most: two colours stay apart as long as each may move that far towards the other.
constexpr double kApart = 20;

class PaletteAt : public testing::TestWithParam<Time> {};

TEST(Lab, KnowsTheCornersOfSrgb) {
    // L*a*b* of the sRGB primaries after Lindbloom.
    struct Row {
        Rgb colour;
        std::array<double, 3> lab;
    };
    for (const Row& row :
         {Row{{255, 255, 255}, {100, 0, 0}}, Row{{0, 0, 0}, {0, 0, 0}},
          Row{{255, 0, 0}, {53.24, 80.09, 67.20}}, Row{{0, 0, 255}, {32.30, 79.19, -107.86}}}) {
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_NEAR(lab(row.colour)[i], row.lab[i], 0.02);
        }
    }
}

TEST_P(PaletteAt, NamedColoursStayApart) {
    for (const Colour a : kColours) {
        for (const Colour b : kColours) {
            if (a < b) {
                EXPECT_GE(difference(paint(a, GetParam()), paint(b, GetParam())), 1.5 * kApart)
                    << name(a) << " and " << name(b);
            }
        }
    }
}

TEST_P(PaletteAt, NamedColoursStayApartFromAllThatObjectsStandBefore) {
    const Time time = GetParam();
    const SkyColours sky = skyColours(time);
    const SceneryColours scenery = sceneryColours(time);
    for (const Colour colour : kColours) {
        const Rgb named = paint(colour, time);
        const std::string which(name(colour));
        EXPECT_GE(difference(named, sky.top), kApart) << which << " before the sky";
        EXPECT_GE(difference(named, sky.bottom), kApart) << which << " before the horizon";
        EXPECT_GE(difference(named, scenery.mountain), kApart) << which << " before mountains";
        for (const Ground ground : kGrounds) {
            const GroundColours colours = groundColours(ground, time);
            for (const Rgb behind : {colours.far, colours.near}) {
                EXPECT_GE(difference(named, behind), kApart) << which << " on " << name(ground);
            }
        }
    }
}

TEST_P(PaletteAt, NeutralPartsAreNoNamedColour) {
    for (const Part part : kParts) {
        for (const Colour colour : kColours) {
            EXPECT_GE(difference(paint(part, GetParam()), paint(colour, GetParam())), kApart)
                << name(part) << " and " << name(colour);
        }
    }
}

TEST_P(PaletteAt, SunAndMoonAreNoNamedColour) {
    for (const Colour colour : kColours) {
        EXPECT_GE(difference(sceneryColours(GetParam()).light, paint(colour, GetParam())), kApart)
            << name(colour);
    }
}

TEST_P(PaletteAt, GroundsStayApart) {
    for (const Ground a : kGrounds) {
        for (const Ground b : kGrounds) {
            if (a < b) {
                const GroundColours one = groundColours(a, GetParam()), other = groundColours(b, GetParam());
                for (const Rgb x : {one.far, one.near}) {
                    for (const Rgb y : {other.far, other.near}) {
                        EXPECT_GE(difference(x, y), kApart) << name(a) << " and " << name(b);
                    }
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Times, PaletteAt, testing::ValuesIn(kTimes),
                         [](const auto& info) { return std::string(name(info.param)); });

TEST(Palette, SkiesTellTheTime) {
    for (const Time a : kTimes) {
        for (const Time b : kTimes) {
            if (a < b) {
                EXPECT_GE(difference(skyColours(a).top, skyColours(b).top), 2 * kApart);
                EXPECT_GE(difference(skyColours(a).bottom, skyColours(b).bottom), 2 * kApart);
            }
        }
    }
}

} // namespace
} // namespace latentbrush::picturebook
