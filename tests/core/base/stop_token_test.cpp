#include "base/stop_token.h"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace latentbrush {
namespace {

TEST(StopToken, ADefaultTokenNeverStops) {
    EXPECT_EQ(StopToken().degree(), StopDegree::None);
    EXPECT_FALSE(StopToken().stopNow());
    EXPECT_FALSE(StopToken().skipRest());
}

struct Row {
    std::vector<StopDegree> asked;
    bool stopNow, skipRest;
};

TEST(StopToken, DegreesOnlyRise) {
    using enum StopDegree;
    const Row rows[] = {{{}, false, false},
                        {{AfterThisPicture}, false, true},
                        {{Now}, true, true},
                        {{AfterThisPicture, Now}, true, true},
                        {{Now, AfterThisPicture}, true, true},
                        {{Now, None}, true, true},
                        {{None}, false, false}};
    for (const auto& row : rows) {
        StopSource source;
        const StopToken token = source.token();
        const StopToken copy = token;
        for (const auto degree : row.asked)
            source.request(degree);
        EXPECT_EQ(token.stopNow(), row.stopNow);
        EXPECT_EQ(copy.skipRest(), row.skipRest);
    }
}

TEST(StopToken, TheHighestOfManyThreadsWins) {
    for (int round = 0; round < 50; ++round) {
        StopSource source;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back(
                [&source, i] { source.request(i == 2 ? StopDegree::Now : StopDegree::AfterThisPicture); });
        for (auto& thread : threads)
            thread.join();
        EXPECT_EQ(source.token().degree(), StopDegree::Now);
    }
}

TEST(StopToken, ASourcesTokensAreItsOwn) {
    StopSource one, other;
    one.request(StopDegree::Now);
    EXPECT_FALSE(other.token().skipRest());
}

} // namespace
} // namespace latentbrush
