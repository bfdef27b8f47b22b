#include "prompt/prompt_schedule.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {

void PrintTo(const Stage& stage, std::ostream* out) {
    *out << stage.lastStep << ":'" << stage.text << '\'';
}

namespace {

using Stages = std::vector<Stage>;

struct Row {
    const char* text;
    Stages stages;
};

Stages read(std::string_view text, const Timeline& timeline = {10}) {
    const auto stages = stagesOf(text, timeline);
    return stages ? *stages : Stages{{-1, stages.error().detail}};
}

/// The texts one step each, over and over.
Stages alternating(std::vector<std::string> texts, int steps = 10) {
    Stages stages;
    for (int step = 1; step <= steps; ++step)
        stages.push_back({step, texts[static_cast<std::size_t>(step - 1) % texts.size()]});
    return stages;
}

TEST(PromptSchedule, IsThePublishedOne) {
    const Row rows[] = {
        {"test", {{10, "test"}}},
        {"a [b:3]", {{3, "a "}, {10, "a b"}}},
        {"a [b: 3]", {{3, "a "}, {10, "a b"}}},
        {"a [[[b]]:2]", {{2, "a "}, {10, "a [[b]]"}}},
        {"[(a:2):3]", {{3, ""}, {10, "(a:2)"}}},
        {"a [b : c : 1] d", {{1, "a b  d"}, {10, "a  c  d"}}},
        {"a[b:[c:d:2]:1]e", {{1, "abe"}, {2, "ace"}, {10, "ade"}}},
        {"a [unbalanced", {{10, "a [unbalanced"}}},
        {"a [b:.5] c", {{5, "a  c"}, {10, "a b c"}}},
        {"((a][:b:c [d:3]", {{3, "((a][:b:c "}, {10, "((a][:b:c d"}}},
        {"[a|(b:1.1)]", alternating({"a", "(b:1.1)"})},
        {"[fe|]male", alternating({"female", "male"})},
        {"[fe|||]male", alternating({"female", "male", "male", "male"})},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(row.text), row.stages) << row.text;
}

TEST(PromptSchedule, OfTheWebUisLongExample) {
    EXPECT_EQ(read("fantasy landscape with a [mountain:lake:0.25] and [an oak:a christmas tree:0.75]"
                   "[ in foreground::0.6][: in background:0.25] [shoddy:masterful:0.5]",
                   {100}),
              (Stages{
                  {25, "fantasy landscape with a mountain and an oak in foreground shoddy"},
                  {50, "fantasy landscape with a lake and an oak in foreground in background shoddy"},
                  {60, "fantasy landscape with a lake and an oak in foreground in background masterful"},
                  {75, "fantasy landscape with a lake and an oak in background masterful"},
                  {100, "fantasy landscape with a lake and a christmas tree in background masterful"},
              }));
}

TEST(PromptSchedule, OfTheSecondPassBeginsWhereTheFirstEnds) {
    const Row rows[] = {
        {"a [b:.5] c", {{10, "a b c"}}},
        {"a [b:1.5] c", {{5, "a  c"}, {10, "a b c"}}},
        {"a [b:23] c", {{3, "a  c"}, {10, "a b c"}}},
        {"a [b:20] c", {{10, "a b c"}}},
        {"a [b:99] c", {{10, "a  c"}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(row.text, {10, 20}), row.stages) << row.text;
    EXPECT_EQ(read("[a:b:1.5]", {10}), (Stages{{10, "a"}})) << "in the first pass it is still to come";
}

TEST(PromptSchedule, OfOldTimelinesTakesNumbersBelowOneForFractions) {
    const Row rows[] = {
        {"[b:0.5]", {{5, ""}, {10, "b"}}},
        {"[b:1.5]", {{1, ""}, {10, "b"}}},
        {"[b:5e-1]", {{5, ""}, {10, "b"}}},
        {"[b:3]", {{3, ""}, {10, "b"}}},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(read(row.text, {10, std::nullopt, true}), row.stages) << row.text;
        EXPECT_EQ(read(row.text, {7, 10, true}), row.stages) << row.text << " by the first pass's steps";
    }
    EXPECT_EQ(read("[b:5e-1]"), (Stages{{10, "b"}})) << "no point, no fraction";
}

TEST(PromptSchedule, CutsMomentsToTheSteps) {
    const Row rows[] = {
        {"[a:b:0]", {{10, "b"}}},
        {"[a:b:-3]", {{10, "b"}}},
        {"[a:b:10]", {{10, "a"}}},
        {"[a:b:1.0]", {{10, "a"}}},
        {"[a:b:99999999999]", {{10, "a"}}},
        {"[a:b:0.29]", {{2, "a"}, {10, "b"}}},
        {"[a:b:+4]", {{4, "a"}, {10, "b"}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(row.text), row.stages) << row.text;
    EXPECT_EQ(read("[a:b:.29]", {100}), (Stages{{28, "a"}, {100, "b"}}))
        << ".29 · 100 is below 29 in doubles";
}

TEST(PromptSchedule, WhatDoesNotFitIsText) {
    const Row rows[] = {
        {"", {{10, ""}}},
        {"[a:b:c]", {{10, "[a:b:c]"}}},
        {"[a:b:c:3]", {{10, "[a:b:c:3]"}}},
        {"[x [a:b] y:3]", {{10, "[x [a:b] y:3]"}}},
        {"[x (a:b:c) y:3]", {{10, "[x (a:b:c) y:3]"}}},
        {"[a:(3)]", {{10, "[a:(3)]"}}},
        {"[a:1e999]", {{10, "[a:1e999]"}}},
        {"[a (b:3] c)", {{10, "[a (b:3] c)"}}},
        {"[[a:3] b", {{3, "[ b"}, {10, "[a b"}}},
        {"[a:3] b]", {{3, " b]"}, {10, "a b]"}}},
        {"a | b [c:3]", {{10, "a | b [c:3]"}}},
        {"[a|b:3]", {{10, "[a|b:3]"}}},
        {"(a|b) [c:3]", {{10, "(a|b) [c:3]"}}},
        {"[c:3] \\", {{10, "[c:3] \\"}}},
        {"[c:3] \\\nd", {{10, "[c:3] \\\nd"}}},
        {"\\[a:b:3\\] \\|", {{10, "\\[a:b:3\\] \\|"}}},
        {"[\\]:\\::3]", {{3, "\\]"}, {10, "\\:"}}},
        {"[雪:家:3]", {{3, "雪"}, {10, "家"}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(row.text), row.stages) << row.text;
}

TEST(PromptSchedule, OneLiesInAnother) {
    const Row rows[] = {
        {"[[a|b]:c:2]", {{1, "a"}, {2, "b"}, {3, "c"}, {4, "c"}}},
        {"[a|[b:c:2]|d]", {{1, "a"}, {2, "b"}, {3, "d"}, {4, "a"}}},
        {"([a:b:2]:1.2)", {{2, "(a:1.2)"}, {4, "(b:1.2)"}}},
        {"[[a:3]:b:2]", {{2, ""}, {3, "b"}, {4, "b"}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(row.text, {4}), row.stages) << row.text;
}

TEST(PromptSchedule, TheStageOfAStepIsTheFirstThatHasNotEnded) {
    const Stages stages{{3, "a"}, {10, "b"}};
    EXPECT_EQ(stageAt(stages, 1).text, "a");
    EXPECT_EQ(stageAt(stages, 3).text, "a");
    EXPECT_EQ(stageAt(stages, 4).text, "b");
    EXPECT_EQ(stageAt(stages, 11).text, "b");
}

TEST(PromptSchedule, RefusesWhatWouldTakeTooMuchMemory) {
    const auto huge = "[a|b]" + std::string(200'000, 'x');
    EXPECT_EQ(read(huge, {100}).size(), 100u);
    const auto refused = stagesOf(huge, {1000});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(refused.error().subject, "prompt");
    EXPECT_FALSE(stagesOf("[a|b]", {2'000'000'000}));
    EXPECT_EQ(read("[a:1]", {0}).size(), 1u) << "no steps count as one";
}

} // namespace
} // namespace latentbrush::prompt
