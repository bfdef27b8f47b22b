#include "pipeline/time_left.h"

#include <gtest/gtest.h>

using latentbrush::pipeline::TimeLeft;

TEST(TimeLeft, IsUnknownBeforeTheFirstStep) {
    EXPECT_LT(TimeLeft(1, 10).seconds(0, 0), 0);
}

TEST(TimeLeft, GuessesTheFirstDecodingAsTwoSteps) {
    TimeLeft left(1, 10);
    left.stepTook(3);
    EXPECT_DOUBLE_EQ(left.seconds(0, 1), 9 * 3 + 6);
}

TEST(TimeLeft, CountsLaterPictures) {
    TimeLeft left(3, 10);
    left.stepTook(1);
    left.decodingTook(5);
    EXPECT_DOUBLE_EQ(left.seconds(0, 4), 6 + 5 + 2 * (10 + 5));
    EXPECT_DOUBLE_EQ(left.seconds(2, 10), 5);
}

TEST(TimeLeft, FollowsTheMachine) {
    TimeLeft left(1, 100);
    left.stepTook(10); // with its preparations
    for (int i = 0; i < 20; ++i)
        left.stepTook(1);
    left.decodingTook(0);
    EXPECT_NEAR(left.seconds(0, 99), 1, 0.01);
}
