#include "prompt/attention_weights.h"

#include <cmath>
#include <gtest/gtest.h>

namespace latentbrush::prompt {

void PrintTo(const WeightedText& run, std::ostream* out) {
    *out << (run.isBreak ? "BREAK" : run.text) << '|' << run.weight;
}

namespace {

struct Row {
    const char* text;
    std::vector<WeightedText> runs;
};

const WeightedText kBreak{"", 1, true};

TEST(AttentionWeights, AreThePublishedOnes) {
    const Row rows[] = {
        {"normal text", {{"normal text", 1}}},
        {"an (important) word", {{"an ", 1}, {"important", 1.1}, {" word", 1}}},
        {"(unbalanced", {{"unbalanced", 1.1}}},
        {"\\(literal\\]", {{"(literal]", 1}}},
        {"(unnecessary)(parens)", {{"unnecessaryparens", 1.1}}},
        {"a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
         {{"a ", 1},
          {"house", 1.5730000000000004},
          {" ", 1.1},
          {"on", 1},
          {" a ", 1.1},
          {"hill", 0.55},
          {", sun, ", 1.1},
          {"sky", 1.4641000000000006},
          {".", 1.1}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(attentionWeights(row.text), row.runs) << row.text;
}

TEST(AttentionWeights, OfBracketsEscapesAndNumbers) {
    const Row rows[] = {
        {"", {{"", 1}}},
        {"()", {{"", 1}}},
        {"[x]", {{"x", 1 / 1.1}}},
        {"(a [b) c]", {{"a ", 1.1}, {"b", 1.1 * (1 / 1.1)}, {" c", 1 / 1.1}}},
        {"a) b]", {{"a) b]", 1}}},
        {"a:1.2)", {{"a:1.2)", 1}}},
        {"(a:b)", {{"a:b", 1.1}}},
        {"(a: -.5 )b", {{"a", -.5}, {"b", 1}}},
        {"(a:１.５)", {{"a", 1.5}}},
        {"(a:\u30001.5\u3000)", {{"a", 1.5}}},
        {"(a:1.2.3)", {{"a:1.2.3", 1.1}}},
        {"(a:.)", {{"a:.", 1.1}}},
        {"(a:999999999999)", {{"a", kGreatestWeight}}},
        {"\\\\\\a\\", {{"\\a", 1}}},
        {"(\\):2)", {{")", 2}}},
        {"(赤い家:1.2)、雪", {{"赤い家", 1.2}, {"、雪", 1}}},
        {"\xff(\xfe:2)", {{"\xff", 1}, {"\xfe", 2}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(attentionWeights(row.text), row.runs) << row.text;
}

TEST(AttentionWeights, BreakIsAWordInCapitals) {
    const Row rows[] = {
        {"a BREAK b", {{"a", 1}, kBreak, {"b", 1}}},
        {"a,BREAK\n\nBREAK,b", {{"a,", 1}, kBreak, {"", 1}, kBreak, {",b", 1}}},
        {"BREAK", {{"", 1}, kBreak, {"", 1}}},
        {"BREAKS break aBREAK _BREAK BREAK9", {{"BREAKS break aBREAK _BREAK BREAK9", 1}}},
        {"雪BREAK 雪、BREAK。", {{"雪BREAK 雪、", 1}, kBreak, {"。", 1}}},
        {"(a BREAK b:1.2)", {{"a", 1.2}, kBreak, {"b", 1.2}}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(attentionWeights(row.text), row.runs) << row.text;
}

TEST(AttentionWeights, ThePlainGrammarHasNone) {
    EXPECT_EQ(weightedTexts("(a:1.2) BREAK b", Grammar::Plain),
              (std::vector<WeightedText>{{"(a:1.2) BREAK b", 1}}));
    EXPECT_EQ(weightedTexts("(a:1.2)", Grammar::Automatic1111), (std::vector<WeightedText>{{"a", 1.2}}));
}

TEST(AttentionWeights, BracketsTooDeepHaveNoEffect) {
    const std::string deep(100, '(');
    const auto runs = attentionWeights(deep + "a" + std::string(36, ')') + "b");
    ASSERT_EQ(runs.size(), 1u) << "what closes are those that had no effect";
    EXPECT_EQ(runs.front().text, "ab");
    EXPECT_NEAR(runs.front().weight, std::pow(1.1, 64), 1e-9);
}

} // namespace
} // namespace latentbrush::prompt
