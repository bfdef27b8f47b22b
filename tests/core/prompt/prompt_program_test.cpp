#include "prompt/attention_weights.h"
#include "prompt/prompt_program.h"

#include <ctime>
#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

std::string spelled(const PromptProgram& program) {
    std::string text;
    for (const auto& part : program.parts) {
        text += std::to_string(part.weight).substr(0, 5);
        for (const auto& stage : part.stages)
            text += " " + std::to_string(stage.lastStep) + "{" + stage.text + "}";
        text += ";";
    }
    for (const auto& tag : program.networks)
        text += tag.written;
    return text;
}

std::string read(std::string_view text, const PromptReading& reading = {.timeline = {10}}) {
    const auto program = promptProgram(text, reading);
    return program ? spelled(*program) : program.error().subject + ": " + program.error().detail;
}

TEST(PromptProgram, TakesThePassesInOrder) {
    struct Row {
        const char* text;
        const char* program;
    };
    const Row rows[] = {
        {"", "1.000 10{};"},
        {"a cat  ", "1.000 10{a cat};"},
        {"a # <lora:x:1> AND b\nc", "1.000 10{a \nc};"},
        {"#a\n#b\nc # d", "1.000 10{\n\nc};"},
        {"a <lora:x:0.5> b", "1.000 10{a  b};<lora:x:0.5>"},
        {"a :0.5 AND [b:3] : 2 AND c", "0.500 10{a};2.000 3{ } 10{ b};1.000 10{ c};"},
        {"a AND", "1.000 10{a};1.000 10{};"},
        {"a :2.AND b:-.5", "2.000 10{a};-0.50 10{ b};"},
        {"a : 1e2 AND b:", "1.000 10{a : 1e2};1.000 10{ b:};"},
        {"a:1:2 AND b", "2.000 10{a:1};1.000 10{ b};"},
        {"BAND ANDY and _AND 雪AND", "1.000 10{BAND ANDY and _AND 雪AND};"},
        {"雪、AND、家", "1.000 10{雪、};1.000 10{、家};"},
        {"a<lora:x>AND b", "1.000 10{aAND b};<lora:x>"},
        {"[a AND b:3]", "1.000 10{[a};1.000 10{ b:3]};"},
        {"a clock at 10:30", "1.000 10{a clock at 10:30};"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(read(row.text), row.program) << row.text;
}

TEST(PromptProgram, OfANegativePromptHasOnePartAndNoNetworks) {
    EXPECT_EQ(read("a AND [b:3] <lora:x:1> :2 # c", {.negative = true, .timeline = {10}}),
              "1.000 3{a AND  <lora:x:1> :2} 10{a AND b <lora:x:1> :2};");
}

TEST(PromptProgram, KeepsCommentsWhereAsked) {
    EXPECT_EQ(read("#ff0000", {.comments = false, .timeline = {10}}), "1.000 10{#ff0000};");
}

TEST(PromptProgram, OfThePlainGrammarIsTheText) {
    const std::string text = " (a:1.2) [b:3] AND <lora:x:1> # c \n";
    EXPECT_EQ(read(text, {.grammar = Grammar::Plain, .timeline = {10}}), "1.000 10{" + text + "};");
}

TEST(PromptProgram, RefusesWhatIsTooMuch) {
    const auto parts = [](std::size_t count) {
        std::string text = "a";
        while (--count > 0)
            text += " AND a";
        return text;
    };
    EXPECT_TRUE(promptProgram(parts(kMostParts), {}));
    EXPECT_TRUE(promptProgram(std::string(kLongestPrompt, 'a'), {}));
    const auto many = promptProgram(parts(kMostParts + 1), {});
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error(), (Error{ErrorCode::InvalidRequest, "prompt", "65 parts; at most 64"}));
    const auto stages =
        promptProgram("[a|b]" + std::string(200'000, 'x'), {.negative = true, .timeline = {1000}});
    ASSERT_FALSE(stages);
    EXPECT_EQ(stages.error().subject, "negative_prompt");
    EXPECT_FALSE(promptProgram(std::string(kLongestPrompt + 1, 'a'), {}));
    EXPECT_FALSE(promptProgram(std::string(kLongestPrompt + 1, 'a'), {.grammar = Grammar::Plain}));
}

/// Of the processor, so that a busy machine changes nothing.
double threadSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct HostileText {
    const char* name;
    const char* unit;
};

void PrintTo(const HostileText& text, std::ostream* out) {
    *out << text.name;
}

class PromptProgramOfHostileTexts : public testing::TestWithParam<HostileText> {};

// A mebibyte of each. What is quadratic would take minutes, what recurses would crash.
TEST_P(PromptProgramOfHostileTexts, TakesLessThanFiveSeconds) {
    const std::string_view unit = GetParam().unit;
    std::string text;
    while (text.size() + unit.size() <= kLongestPrompt)
        text += unit;
    const double begin = threadSeconds();
    const auto program = promptProgram(text, {.timeline = {20}});
    if (program) {
        for (const auto& part : program->parts)
            EXPECT_FALSE(attentionWeights(part.stages.front().text).empty());
    }
    EXPECT_LT(threadSeconds() - begin, 5);
}

INSTANTIATE_TEST_SUITE_P(All, PromptProgramOfHostileTexts,
                         testing::Values(HostileText{"Round", "("}, HostileText{"Square", "["},
                                         HostileText{"RoundWithText", "(a"}, HostileText{"Mixed", "([a:"},
                                         HostileText{"Closing", ")]"}, HostileText{"Pairs", "(a)[b]"},
                                         HostileText{"Colons", ":"}, HostileText{"Weights", ":1)"},
                                         HostileText{"Bars", "[|]"}, HostileText{"Schedules", "[a:b:3]"},
                                         HostileText{"OpenTags", "<a:"}, HostileText{"Tags", "<lora:a>"},
                                         HostileText{"Less", "<"}, HostileText{"Ands", " AND"},
                                         HostileText{"Breaks", "BREAK "}, HostileText{"Joined", "BREAK"},
                                         HostileText{"Comments", "#"}, HostileText{"Lines", "#\n"},
                                         HostileText{"Spaces", " "}, HostileText{"Digits", "1"},
                                         HostileText{"Backslashes", "\\"}, HostileText{"NoText", "\xff"}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(PromptProgram, BearsAHundredThousandSchedulesInEachOther) {
    constexpr std::size_t kDepth = 100'000;
    std::string text;
    for (std::size_t i = 0; i < kDepth; ++i)
        text += "[a:";
    text += "b";
    for (std::size_t i = 0; i < kDepth; ++i)
        text += ":3]";
    const double begin = threadSeconds();
    EXPECT_EQ(read(text), "1.000 3{a} 10{b};");
    EXPECT_LT(threadSeconds() - begin, 1);
}

} // namespace
} // namespace latentbrush::prompt
