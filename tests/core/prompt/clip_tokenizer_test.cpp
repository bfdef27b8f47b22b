#include "fixtures.h"

#include <ctime>
#include <gtest/gtest.h>
#include <thread>

namespace latentbrush::prompt {
namespace {

using Ids = std::vector<std::int64_t>;

TEST(ClipTokenizer, GivesThePublishedIdsOfACat) {
    auto expected = Ids{49406, 320, 1125, 539, 320, 2368, 49407};
    expected.resize(77, 49407);
    EXPECT_EQ(clip().encode("a photo of a cat"), expected);
    EXPECT_EQ(clip().tokenCount("a photo of a cat"), 5);
    EXPECT_EQ(clip().vocabularySize(), 49408);
    EXPECT_EQ(clip().beginId(), 49406);
    EXPECT_EQ(clip().endId(), 49407);
}

TEST(ClipTokenizer, CountsTheWholeTextButEncodesToItsLength) {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += "cat ";
    EXPECT_EQ(clip().tokenCount(text), 100);
    const auto ids = clip().encode(text);
    ASSERT_EQ(ids.size(), 77u);
    EXPECT_EQ(ids[75], 2368);
    EXPECT_EQ(ids[76], 49407);
}

TEST(ClipTokenizer, PiecesHoldTheNormalisedText) {
    const auto pieces = clip().pieces("  Cat's\n家! ");
    std::string joined;
    for (const auto& piece : pieces)
        joined += piece.bytes + (piece.endsWord ? "|" : "");
    EXPECT_EQ(joined, "cat|'s|家|!|");
}

TEST(ClipTokenizer, BytesThatAreNoTextAreReplaced) {
    EXPECT_EQ(clip().encode("\xff"
                            "a\xc3"),
              clip().encode("\uFFFD"
                            "a\uFFFD"));
    EXPECT_EQ(clip().encode(std::string("a\0b", 3)).size(), 77u);
}

/// Of the processor, so that a busy machine changes nothing.
double threadSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

struct LongText {
    const char* name;
    const char* unit;
};

void PrintTo(const LongText& text, std::ostream* out) {
    *out << text.name;
}

class ClipTokenizerWithLongTexts : public testing::TestWithParam<LongText> {};

// The border of what a person waits for. Quadratic merging or searching would take minutes.
TEST_P(ClipTokenizerWithLongTexts, TakesLessThanASecondForAHundredThousandCharacters) {
    std::string text;
    for (int i = 0; i < 100'000; ++i)
        text += GetParam().unit;
    const auto tokenizer = ClipTokenizer::fromMerges(CLIP_MERGES);
    ASSERT_TRUE(tokenizer);
    const double begin = threadSeconds();
    EXPECT_EQ(tokenizer->encode(text).size(), 77u);
    EXPECT_GT(tokenizer->tokenCount(text), 1000);
    EXPECT_LT(threadSeconds() - begin, 1);
}

INSTANTIATE_TEST_SUITE_P(All, ClipTokenizerWithLongTexts,
                         testing::Values(LongText{"OneWord", "a"}, LongText{"OneJapaneseWord", "家"},
                                         LongText{"Marks", "!"}, LongText{"Words", "a "},
                                         LongText{"Numbers", "7"}, LongText{"Markers", "<|endoftext|>"},
                                         LongText{"CombiningMarks", "\u0301"}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(ClipTokenizer, HasASmallVocabularyOfItsOwn) {
    const TokenizerFolder folder(Files{{"tokenizer_config.json", R"({"model_max_length": 6})"}});
    const auto tokenizer = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(tokenizer) << tokenizer.error().detail;
    EXPECT_EQ(tokenizer->vocabularySize(), 515);
    EXPECT_EQ(tokenizer->length(), 6);
    // ! is byte 0, a is 64, b is 65; those that end a word lie 256 higher; ab is the one merge.
    EXPECT_EQ(tokenizer->encode("AB !"), (Ids{513, 512, 256, 514, 514, 514}));
    EXPECT_EQ(tokenizer->encode("abab"), (Ids{513, 64, 65, 512, 514, 514}));
    EXPECT_EQ(tokenizer->tokenCount("家"), 3);
}

TEST(ClipTokenizer, ServesManyThreadsAtOnce) {
    const auto& lines = golden()["lines"];
    std::vector<int> wrong(4, 0);
    {
        std::vector<std::jthread> threads;
        for (auto& count : wrong)
            threads.emplace_back([&count, &lines] {
                for (std::size_t i = 0; i < 1000; ++i)
                    count += clip().tokenCount(lines[i][0].get<std::string>()) !=
                             static_cast<int>(lines[i][1].size());
            });
    }
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

} // namespace
} // namespace latentbrush::prompt
