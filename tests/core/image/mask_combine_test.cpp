#include "image/mask_combine.h"

#include "image/mask_shape.h"
#include "mask_samples.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush::image {
namespace {

struct Pair {
    std::uint8_t first, second;
    std::uint8_t sum, difference, common;
};

class MaskPair : public testing::TestWithParam<Pair> {};

TEST_P(MaskPair, Combines) {
    const auto& row = GetParam();
    const auto first = filledMask(2, 2, row.first), second = filledMask(2, 2, row.second);
    EXPECT_EQ(added(first, second), filledMask(2, 2, row.sum));
    EXPECT_EQ(subtracted(first, second), filledMask(2, 2, row.difference));
    EXPECT_EQ(intersected(first, second), filledMask(2, 2, row.common));
}

INSTANTIATE_TEST_SUITE_P(Rows, MaskPair,
                         testing::Values(Pair{0, 0, 0, 0, 0}, Pair{255, 0, 255, 255, 0},
                                         Pair{0, 255, 255, 0, 0}, Pair{255, 255, 255, 0, 255},
                                         Pair{200, 100, 200, 155, 100}, Pair{100, 200, 200, 55, 100}));

RC_GTEST_PROP(MaskPair, FollowsTheLawsOfSets, ()) {
    const auto any = [] { return sampleMask(9, 7, *rc::gen::arbitrary<unsigned>()); };
    const auto a = any(), b = any();
    RC_ASSERT(added(a, b).value() == added(b, a).value());
    RC_ASSERT(intersected(a, b).value() == intersected(b, a).value());
    RC_ASSERT(subtracted(a, b).value() == intersected(a, inverted(b)).value());
    RC_ASSERT(inverted(added(a, b).value()) == intersected(inverted(a), inverted(b)).value());
    RC_ASSERT(added(a, a).value() == a);
}

TEST(MaskPair, RefusesAnotherSize) {
    for (const auto combine : {added, subtracted, intersected}) {
        const auto refused = combine(filledMask(4, 3), filledMask(3, 4));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::InvalidSize);
        EXPECT_EQ(refused.error().subject, "3x4");
        EXPECT_EQ(combine({}, {}), Mask{});
    }
}

TEST(FittedMask, ShrinkingTakesTheMean) {
    EXPECT_EQ(fitted(drawn({"##..", "#...", "####", "####"}), 2, 2)->values,
              (std::vector<std::uint8_t>{191, 0, 255, 255}));
}

TEST(FittedMask, GrowingIsLinear) {
    EXPECT_EQ(fitted(drawn({".#"}), 4, 1)->values, (std::vector<std::uint8_t>{0, 64, 191, 255}));
}

TEST(FittedMask, OneEdgeMayShrinkWhileTheOtherGrows) {
    // Each row's mean, then stretched downwards.
    const auto mask = fitted(drawn({"#.#.", "...."}), 1, 4);
    ASSERT_TRUE(mask);
    EXPECT_NEAR(mask->at(0, 0), 127.5, 0.5);
    EXPECT_NEAR(mask->at(0, 1), 95.6, 1);
    EXPECT_NEAR(mask->at(0, 2), 31.9, 1);
    EXPECT_EQ(mask->at(0, 3), 0);
}

TEST(FittedMask, FlatStaysFlatAndTheSameSizeIsTheSame) {
    for (const auto& [width, height] : {std::pair{3, 5}, {40, 40}, {2, 90}, {1, 1}})
        for (const std::uint8_t value : {0, 128, 255})
            EXPECT_EQ(fitted(filledMask(16, 16, value), width, height), filledMask(width, height, value));
    EXPECT_EQ(fitted(sampleMask(7, 9), 7, 9), sampleMask(7, 9));
}

TEST(FittedMask, RefusesWhatIsNoSize) {
    EXPECT_EQ(fitted({}, 4, 4).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(fitted(filledMask(2, 2), 0, 4).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(fitted(filledMask(2, 2), 4, -1).error().code, ErrorCode::InvalidRequest);
}

} // namespace
} // namespace latentbrush::image
