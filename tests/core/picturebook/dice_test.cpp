#include "picturebook/dice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace latentbrush::picturebook {
namespace {

// Written by an independent program in Python from the published definitions of splitmix64 and xoshiro256**.
TEST(Dice, DrawsThePublishedSequence) {
    struct Row {
        std::uint64_t seed;
        std::array<std::uint64_t, 3> drawn;
    };
    const Row rows[] = {
        {0x0u, {0x99ec5f36cb75f2b4u, 0xbf6e1f784956452au, 0x1a5f849d4933e6e0u}},
        {0x1u, {0xb3f2af6d0fc710c5u, 0x853b559647364ceau, 0x92f89756082a4514u}},
        {0xffffffffffffffffu, {0x8f5520d52a7ead08u, 0xc476a018caa1802du, 0x81de31c0d260469eu}},
    };
    for (const Row& row : rows) {
        Dice dice(row.seed);
        for (const std::uint64_t expected : row.drawn) {
            EXPECT_EQ(dice.next(), expected) << "seed " << row.seed;
        }
    }
}

TEST(Dice, StaysBetweenBothEndsAndReachesThem) {
    struct Row {
        int low, high;
    };
    for (const Row row : {Row{0, 0}, Row{-2, 2}, Row{5, 11}}) {
        Dice dice(1);
        int smallest = row.high, largest = row.low;
        for (int i = 0; i < 1000; ++i) {
            const int drawn = dice.between(row.low, row.high);
            smallest = std::min(smallest, drawn);
            largest = std::max(largest, drawn);
        }
        EXPECT_EQ(smallest, row.low);
        EXPECT_EQ(largest, row.high);
    }
}

TEST(Dice, TakesTheWholeRangeOfInt) {
    Dice dice(1);
    bool negative = false, positive = false;
    for (int i = 0; i < 100; ++i) {
        const int drawn = dice.between(std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
        negative |= drawn < 0;
        positive |= drawn > 0;
    }
    EXPECT_TRUE(negative && positive);
}

TEST(Dice, FacesComeEquallyOften) {
    constexpr int kFaces = 7, kThrows = 70'000;
    std::array<int, kFaces> counts{};
    Dice dice(2);
    for (int i = 0; i < kThrows; ++i) {
        ++counts[static_cast<std::size_t>(dice.between(0, kFaces - 1))];
    }
    // Five standard deviations of a binomial count.
    const double allowed = 5 * std::sqrt(kThrows * (1.0 / kFaces) * (1 - 1.0 / kFaces));
    for (const int count : counts) {
        EXPECT_NEAR(count, kThrows / kFaces, allowed);
    }
}

TEST(Dice, ChanceIsTheShareOfHits) {
    constexpr int kThrows = 50'000;
    Dice dice(3);
    int hits = 0;
    for (int i = 0; i < kThrows; ++i) {
        hits += dice.chance(2, 5);
    }
    EXPECT_NEAR(hits, kThrows * 2 / 5, 5 * std::sqrt(kThrows * 0.4 * 0.6));
    EXPECT_FALSE(dice.chance(0, 5));
    EXPECT_TRUE(dice.chance(5, 5));
}

TEST(Dice, ACopyHasTheSameFuture) {
    Dice dice(4);
    dice.next();
    Dice copy = dice;
    EXPECT_EQ(copy.next(), dice.next());
}

} // namespace
} // namespace latentbrush::picturebook
