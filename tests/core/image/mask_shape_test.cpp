#include "image/mask_shape.h"

#include "mask_samples.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <rapidcheck/gtest.h>

namespace latentbrush::image {
namespace {

using Rows = std::vector<std::string>;

Mask anyMask() {
    return sampleMask(*rc::gen::inRange(1, 24), *rc::gen::inRange(1, 24), *rc::gen::arbitrary<unsigned>());
}

bool isHard(const Mask& mask) {
    return std::all_of(mask.values.begin(), mask.values.end(), [](auto v) { return v == 0 || v == 255; });
}

/// What `grown` promises, pixel against pixel.
Mask grownPlainly(const Mask& mask, int pixels) {
    Mask result = mask;
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            for (int v = 0; v < mask.height; ++v)
                for (int u = 0; u < mask.width; ++u)
                    if (mask.at(u, v) >= kMaskInside && pixels > 0 &&
                        (u - x) * (u - x) + (v - y) * (v - y) <= pixels * pixels)
                        result.values[y * mask.width + x] = 255;
    return result;
}

/// The Gaussian in doubles, the edge pixels repeated beyond the edges.
double featheredPlainly(const Mask& mask, double radius, int x, int y) {
    const int reach = static_cast<int>(std::lround(2.5 * radius));
    double sum = 0, weights = 0;
    for (int v = y - reach; v <= y + reach; ++v)
        for (int u = x - reach; u <= x + reach; ++u) {
            const double weight = std::exp(-((u - x) * (u - x) + (v - y) * (v - y)) / (2 * radius * radius));
            sum += weight * mask.at(std::clamp(u, 0, mask.width - 1), std::clamp(v, 0, mask.height - 1));
            weights += weight;
        }
    return sum / weights;
}

struct Change {
    const char* name;
    Rows before;
    Result<Mask> (*change)(const Mask&);
    Rows after;
};

class MaskShape : public testing::TestWithParam<Change> {};

TEST_P(MaskShape, BecomesWhatIsDrawn) {
    const auto& row = GetParam();
    const auto after = row.change(drawn(row.before));
    ASSERT_TRUE(after);
    EXPECT_EQ(drawing(*after), row.after);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MaskShape,
    testing::Values(Change{"grow by 1 is a cross",
                           {".....", ".....", "..#..", ".....", "....."},
                           [](const Mask& m) { return grown(m, 1); },
                           {".....", "..#..", ".###.", "..#..", "....."}},
                    Change{"grow by 2 is round",
                           {".....", ".....", "..#..", ".....", "....."},
                           [](const Mask& m) { return grown(m, 2); },
                           {"..#..", ".###.", "#####", ".###.", "..#.."}},
                    Change{"grow by 0 changes nothing",
                           {"..#", "#.."},
                           [](const Mask& m) { return grown(m, 0); },
                           {"..#", "#.."}},
                    Change{"grow far beyond the picture",
                           {"#....", "....."},
                           [](const Mask& m) { return grown(m, std::numeric_limits<int>::max()); },
                           {"#####", "#####"}},
                    Change{"grow nothing from what is less than half",
                           {"..5..", "....."},
                           [](const Mask& m) { return grown(m, 3); },
                           {".....", "....."}},
                    Change{"shrink leaves the picture's edge alone",
                           {"###..", "###..", "###.."},
                           [](const Mask& m) { return shrunk(m, 1); },
                           {"##...", "##...", "##..."}},
                    Change{"smooth takes a speck and fills a pinhole",
                           {".........", ".#.#####.", "...##.##.", "...#####.", "........."},
                           [](const Mask& m) { return smoothed(m, 0.8); },
                           {".........", "...#####.", "...#####.", "...#####.", "........."}},
                    Change{"fill what is enclosed, also by diagonals",
                           {".#...", "#.#..", ".#.##", "...#.", "...##"},
                           [](const Mask& m) { return holesFilled(m); },
                           {".#...", "###..", ".#.##", "...#.", "...##"}},
                    Change{"fill nothing that reaches the edge",
                           {"###", "#.#", "#.#"},
                           [](const Mask& m) { return holesFilled(m); },
                           {"###", "#.#", "#.#"}}),
    [](const auto& row) {
        std::string name = row.param.name;
        std::replace_if(
            name.begin(), name.end(), [](char c) { return !std::isalnum(c); }, '_');
        return name;
    });

RC_GTEST_PROP(MaskShape, GrowsExactlyAsFarAsTheDisc, ()) {
    const auto mask = anyMask();
    const int pixels = *rc::gen::inRange(0, 30);
    RC_ASSERT(grown(mask, pixels).value() == grownPlainly(mask, pixels));
}

RC_GTEST_PROP(MaskShape, ShrinkingIsGrowingTheOutside, ()) {
    const auto mask = anyMask();
    const int pixels = *rc::gen::inRange(0, 12);
    RC_ASSERT(shrunk(mask, pixels).value() == inverted(grown(inverted(mask), pixels).value()));
    RC_ASSERT(inverted(inverted(mask)) == mask);
}

RC_GTEST_PROP(MaskShape, FeathersAsTheGaussian, ()) {
    const auto mask = anyMask();
    const double radius = *rc::gen::inRange(1, 12) / 2.0;
    const auto soft = feathered(mask, radius).value();
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            RC_ASSERT(std::abs(soft.at(x, y) - featheredPlainly(mask, radius, x, y)) <= 0.51);
}

RC_GTEST_PROP(MaskShape, SmoothIsHardAndHolesOnlyFill, ()) {
    const auto mask = anyMask();
    RC_ASSERT(isHard(smoothed(mask, *rc::gen::inRange(0, 5)).value()));
    const auto filled = holesFilled(mask).value();
    for (std::size_t i = 0; i < mask.values.size(); ++i)
        RC_ASSERT(filled.values[i] == mask.values[i] || filled.values[i] == 255);
    RC_ASSERT(holesFilled(filled).value() == filled);
}

TEST(Feather, KeepsWhatIsFarFromTheEdge) {
    for (const double radius : {4.0, 20.0, 64.0}) {
        Mask half = filledMask(700, 2);
        for (int x = 350; x < 700; ++x)
            half.values[x] = half.values[700 + x] = 255;
        const auto soft = feathered(half, radius).value();
        const int reach = static_cast<int>(2.5 * radius);
        for (int x = 0; x < 350 - reach; ++x)
            ASSERT_EQ(soft.at(x, 0), 0) << radius << " " << x;
        for (int x = 350 + reach; x < 700; ++x)
            ASSERT_EQ(soft.at(x, 1), 255) << radius << " " << x;
        for (int x = 1; x < 700; ++x)
            ASSERT_GE(soft.at(x, 0), soft.at(x - 1, 0));
        EXPECT_NEAR(soft.at(349, 0) + soft.at(350, 0), 255, 1);
    }
}

TEST(Feather, KnowsNoSeams) {
    // Tall masks are blurred in strips, wide ones at once.
    std::mt19937 random(9);
    Mask tall = filledMask(40, 900), wide = filledMask(900, 40);
    for (int y = 0; y < 900; ++y)
        for (int x = 0; x < 40; ++x)
            tall.values[y * 40 + x] = wide.values[x * 900 + y] = random() % 5 ? 0 : 255;
    for (const double radius : {1.0, 6.0, 30.0}) {
        const auto first = feathered(tall, radius).value(), second = feathered(wide, radius).value();
        for (int y = 0; y < 900; ++y)
            for (int x = 0; x < 40; ++x)
                ASSERT_NEAR(first.at(x, y), second.at(y, x), 1) << radius << ' ' << x << ' ' << y;
    }
}

TEST(MaskShape, StopsWhenItIsTold) {
    StopSource source;
    source.request(StopDegree::Now);
    const auto mask = filledMask(50, 50, 255);
    const auto stop = source.token();
    for (const auto& result :
         {grown(mask, 3, stop), shrunk(mask, 3, stop), feathered(mask, 3, stop), smoothed(mask, 3, stop)}) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    }
}

TEST(MaskShape, RefusesWhatIsNoLength) {
    const auto mask = filledMask(3, 3, 255);
    EXPECT_EQ(grown(mask, -1).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(shrunk(mask, -1).error().code, ErrorCode::InvalidRequest);
    for (const double radius : {-1.0, 257.0, std::nan("")}) {
        EXPECT_EQ(feathered(mask, radius).error().code, ErrorCode::InvalidRequest);
        EXPECT_EQ(smoothed(mask, radius).error().code, ErrorCode::InvalidRequest);
    }
}

TEST(MaskShape, AnEmptyMaskStaysEmpty) {
    EXPECT_TRUE(inverted({}).empty());
    for (const auto& result :
         {grown({}, 3), shrunk({}, 3), feathered({}, 3), smoothed({}, 3), holesFilled({})})
        EXPECT_EQ(result, Mask{});
}

} // namespace
} // namespace latentbrush::image
