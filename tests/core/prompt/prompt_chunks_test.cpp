#include "fixtures.h"

#include "prompt/prompt_size.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::int64_t kBegin = 49406;
constexpr std::int64_t kEnd = 49407;
constexpr std::int64_t kCat = 2368;

std::int64_t comma() {
    return clip().pieces(",").front().id;
}

std::string cats(int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += "cat ";
    return text;
}

std::vector<Chunk> chunks(const std::string& text, const std::vector<EmbeddingName>& names = {},
                          const Chunking& chunking = {}) {
    return chunksOf(attentionWeights(text), clip(), EmbeddingIndex(clip(), names), chunking);
}

std::vector<int> tokensOf(const std::vector<Chunk>& chunks) {
    std::vector<int> tokens(chunks.size());
    std::ranges::transform(chunks, tokens.begin(), &Chunk::tokens);
    return tokens;
}

TEST(PromptChunks, AnEmptyTextIsOneChunk) {
    auto expected = Ids{kBegin};
    expected.resize(77, kEnd);
    for (const auto& chunk : {chunks("").at(0), chunksOf({}, clip()).at(0)}) {
        EXPECT_EQ(chunk.ids, expected);
        EXPECT_EQ(chunk.weights, std::vector<float>(77, 1));
        EXPECT_EQ(chunk.tokens, 0);
    }
    EXPECT_EQ(chunks("").size(), 1u);
}

TEST(PromptChunks, AShortTextReadsAsTheTokenizerEncodesIt) {
    const auto read = chunks("a photo of a cat");
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read.front().ids, clip().encode("a photo of a cat"));
}

TEST(PromptChunks, WeightsLieAtTheirTokens) {
    const auto read = chunks("a (cat:1.5), [dog]");
    ASSERT_EQ(read.size(), 1u);
    std::vector<float> expected(77, 1);
    expected[2] = 1.5;
    expected[4] = static_cast<float>(1 / 1.1);
    EXPECT_EQ(read.front().weights, expected);
    EXPECT_EQ(read.front().ids[2], kCat);
}

TEST(PromptChunks, PadsBehindTheEndAsTheModelWants) {
    const auto sd2 = chunks("cat", {}, {.padId = 0});
    auto expected = Ids{kBegin, kCat, kEnd};
    expected.resize(77, 0);
    EXPECT_EQ(sd2.front().ids, expected);

    const TokenizerFolder folder(Files{{"merges.txt", clipMerges()},
                                       {"vocab.json", vocabJsonOf(clipMerges())},
                                       {"special_tokens_map.json", R"({"pad_token": "!"})"}});
    const auto own = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(own) << own.error().detail;
    EXPECT_EQ(chunksOf({{"cat"}}, *own).front().ids, expected) << "by its own padding";
}

TEST(PromptChunks, BeginWhereTheLastIsFull) {
    EXPECT_EQ(tokensOf(chunks(cats(75))), std::vector<int>{75});
    EXPECT_EQ(tokensOf(chunks(cats(76))), (std::vector<int>{75, 1}));
    EXPECT_EQ(tokensOf(chunks(cats(151))), (std::vector<int>{75, 75, 1}));
    const auto full = chunks(cats(75)).front();
    EXPECT_EQ(full.ids[75], kCat);
    EXPECT_EQ(full.ids[76], kEnd);
}

TEST(PromptChunks, GoBackToANearComma) {
    const auto withCommaAt = [](int place, int count) {
        return cats(place) + ", " + cats(count - place - 1);
    };
    struct Row {
        int place;
        int backtrack;
        std::vector<int> tokens;
    };
    const Row rows[] = {
        {55, 20, {56, 24}}, // 20 back: the 19 behind it move, and 5 more follow
        {54, 20, {75, 5}},  // 21 back
        {74, 20, {75, 5}},  // it is the last already
        {54, 21, {55, 25}}, {55, 0, {75, 5}}, {0, 74, {75, 5}}, {1, 74, {2, 75, 3}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(tokensOf(chunks(withCommaAt(row.place, 80), {}, {.backtrack = row.backtrack})), row.tokens)
            << row.place << " " << row.backtrack;
    // A comma that finds the chunk full opens the next, and is not gone back to from there.
    const auto comma76 = chunks(cats(75) + ", " + cats(75), {}, {.backtrack = 74});
    EXPECT_EQ(tokensOf(comma76), (std::vector<int>{75, 75, 1}));
    EXPECT_EQ(comma76[1].ids[1], comma());
}

TEST(PromptChunks, ABreakEndsOneEarly) {
    EXPECT_EQ(tokensOf(chunks("cat BREAK cat cat")), (std::vector<int>{1, 2}));
    EXPECT_EQ(tokensOf(chunks("cat BREAK BREAK cat")), (std::vector<int>{1, 0, 1}));
    EXPECT_EQ(tokensOf(chunks("cat BREAK")), std::vector<int>{1});
    EXPECT_EQ(tokensOf(chunks("BREAK cat")), (std::vector<int>{0, 1}));
    EXPECT_EQ(tokensOf(chunks("(cat BREAK cat:1.2)")), (std::vector<int>{1, 1}));
}

TEST(PromptChunks, EmbeddingsTakeThePlaceOfTheirNames) {
    const auto read = chunks("a (EasyNegative:1.5), cat", {{"easynegative", 3}});
    ASSERT_EQ(read.size(), 1u);
    const auto& chunk = read.front();
    EXPECT_EQ(chunk.placements, (std::vector<Placement>{
                                    {2, "easynegative", 0}, {3, "easynegative", 1}, {4, "easynegative", 2}}));
    EXPECT_EQ(Ids(chunk.ids.begin(), chunk.ids.begin() + 8),
              (Ids{kBegin, clip().pieces("a").front().id, 0, 0, 0, comma(), kCat, kEnd}));
    EXPECT_EQ(chunk.weights[2], 1.5f);
    EXPECT_EQ(chunk.weights[5], 1);
    EXPECT_EQ(chunk.tokens, 6);
}

TEST(PromptChunks, TheLongestNameGoesFirstAndWholeTokensCount) {
    const std::vector<EmbeddingName> names{{"red", 1},  {"red cat", 2}, {"cat", 4}, {"", 1},
                                           {"none", 0}, {"big", 76},    {"red", 9}};
    struct Row {
        const char* text;
        int placements;
    };
    const Row rows[] = {
        {"red cat", 2}, {"RED  Cat", 2}, {"red dog", 1},  {"cat red cat", 6},    {"reddish", 0},
        {"none", 0},    {"big", 0},      {"red, cat", 5}, {"red (cat:1.1) ", 5},
    };
    for (const auto& row : rows)
        EXPECT_EQ(chunks(row.text, names).front().placements.size(), static_cast<std::size_t>(row.placements))
            << row.text;
}

TEST(PromptChunks, AnEmbeddingLiesInOneChunkWhole) {
    const std::vector<EmbeddingName> names{{"dog", 8}, {"big", 75}};
    const auto fits = chunks(cats(67) + "dog", names);
    EXPECT_EQ(tokensOf(fits), std::vector<int>{75});
    EXPECT_EQ(fits.front().placements.back().position, 75);
    const auto moved = chunks(cats(68) + "dog cat", names);
    EXPECT_EQ(tokensOf(moved), (std::vector<int>{68, 9}));
    EXPECT_TRUE(moved[0].placements.empty());
    EXPECT_EQ(moved[1].placements.front(), (Placement{1, "dog", 0}));
    EXPECT_EQ(tokensOf(chunks("cat big cat", names)), (std::vector<int>{1, 75, 1}));
}

TEST(PromptChunks, AnEmbeddingBehindTheCommaMovesWithTheTail) {
    const auto read = chunks(cats(60) + ", dog " + cats(7), {{"dog", 8}});
    ASSERT_EQ(tokensOf(read), (std::vector<int>{61, 15}));
    EXPECT_TRUE(read[0].placements.empty());
    EXPECT_EQ(read[1].placements.size(), 8u);
    EXPECT_EQ(read[1].placements.front(), (Placement{1, "dog", 0}));
    EXPECT_EQ(read[1].ids[9], kCat);
}

TEST(PromptChunks, HaveTheRoomOfASmallTokenizer) {
    const TokenizerFolder folder(Files{{"tokenizer_config.json", R"({"model_max_length": 6})"}});
    const auto small = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(small);
    EXPECT_EQ(chunkTokens(*small), 4);
    const auto read = chunksOf({{"a a a a a"}}, *small);
    ASSERT_EQ(tokensOf(read), (std::vector<int>{4, 1}));
    EXPECT_EQ(read[1].ids, (Ids{513, 320, 514, 514, 514, 514}));
}

TEST(PromptSize, CountsWholeChunksAndTheLongestStage) {
    const auto sizeOfPrompt = [](const std::string& text, const std::vector<EmbeddingName>& names = {}) {
        const auto program = promptProgram(text, {.timeline = {10}});
        return sizeOf(*program, clip(), EmbeddingIndex(clip(), names));
    };
    EXPECT_EQ(sizeOfPrompt(""), (PromptSize{0, 1}));
    EXPECT_EQ(sizeOfPrompt("(a:1.2) cat <lora:ink:1> # words"), (PromptSize{2, 1}));
    EXPECT_EQ(sizeOfPrompt("cat BREAK cat"), (PromptSize{76, 2}));
    EXPECT_EQ(sizeOfPrompt(cats(76)), (PromptSize{76, 2}));
    EXPECT_EQ(sizeOfPrompt("cat [dog:dog dog:5] AND cat"), (PromptSize{3, 1}));
    EXPECT_EQ(sizeOfPrompt("cat dog", {{"dog", 8}}), (PromptSize{9, 1}));
    const auto plain = promptProgram("(a:1.2)", {.grammar = Grammar::Plain});
    EXPECT_EQ(sizeOf(*plain, clip()).tokens, clip().tokenCount("(a:1.2)"));
}

} // namespace
} // namespace latentbrush::prompt
