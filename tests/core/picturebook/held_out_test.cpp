#include "picturebook/held_out.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace latentbrush::picturebook {
namespace {

struct Combination {
    std::array<int, 4> values; // kind, colour, ground, time
    bool held;
};

std::vector<Combination> allCombinations() {
    std::vector<Combination> found;
    for (const Kind kind : kKinds) {
        for (const Colour colour : kColours) {
            for (const Ground ground : kGrounds) {
                for (const Time time : kTimes) {
                    if (belongs(kind, ground)) {
                        found.push_back({{static_cast<int>(kind), static_cast<int>(colour),
                                          static_cast<int>(ground), static_cast<int>(time)},
                                         isHeldOut(kind, colour, ground, time)});
                    }
                }
            }
        }
    }
    return found;
}

TEST(HeldOut, TakesAboutATwelfth) {
    int held = 0;
    const auto all = allCombinations();
    for (const Combination& combination : all) {
        held += combination.held;
    }
    EXPECT_EQ(all.size(), 357u);
    EXPECT_EQ(held, 32);
}

TEST(HeldOut, TouchesEveryValue) {
    std::array<std::set<int>, 4> touched;
    for (const Combination& combination : allCombinations()) {
        for (std::size_t i = 0; combination.held && i < 4; ++i) {
            touched[i].insert(combination.values[i]);
        }
    }
    EXPECT_EQ(touched[0].size(), kKinds.size());
    EXPECT_EQ(touched[1].size(), kColours.size());
    EXPECT_EQ(touched[2].size(), kGrounds.size());
    EXPECT_EQ(touched[3].size(), kTimes.size());
}

TEST(HeldOut, LeavesTwoThirdsOfEveryPairToTraining) {
    for (std::size_t first = 0; first < 4; ++first) {
        for (std::size_t second = first + 1; second < 4; ++second) {
            std::map<std::pair<int, int>, std::pair<int, int>> counts; // of all and of held out
            for (const Combination& combination : allCombinations()) {
                auto& [all, held] = counts[{combination.values[first], combination.values[second]}];
                ++all;
                held += combination.held;
            }
            for (const auto& [pair, count] : counts) {
                EXPECT_LE(3 * count.second, count.first)
                    << "fields " << first << ',' << second << " values " << pair.first << ',' << pair.second;
            }
        }
    }
}

TEST(HeldOut, TrainingNeverShowsOneAndTheExamAlwaysDoes) {
    Dice training(21), exam(22);
    for (int i = 0; i < 20'000; ++i) {
        for (const Scene scene = randomScene(training, Split::Training);
             const Object& object : scene.objects) {
            ASSERT_FALSE(isHeldOut(object.kind, object.colour, scene.ground, scene.time));
        }
        const Scene scene = randomScene(exam, Split::HeldOut);
        const Object& first = scene.objects.front();
        ASSERT_TRUE(isHeldOut(first.kind, first.colour, scene.ground, scene.time));
    }
}

TEST(HeldOut, TrainingShowsEveryOtherCombination) {
    std::set<std::array<int, 4>> seen;
    Dice dice(23);
    for (int i = 0; i < 40'000; ++i) {
        const Scene scene = randomScene(dice, Split::Training);
        for (const Object& object : scene.objects) {
            seen.insert({static_cast<int>(object.kind), static_cast<int>(object.colour),
                         static_cast<int>(scene.ground), static_cast<int>(scene.time)});
        }
    }
    EXPECT_EQ(seen.size(), 357u - 32u);
}

} // namespace
} // namespace latentbrush::picturebook
