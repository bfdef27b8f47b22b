#include "fixtures.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

using Ids = std::vector<std::int64_t>;

Ids idsOf(const std::vector<Piece>& pieces) {
    Ids ids;
    for (const auto& piece : pieces)
        ids.push_back(piece.id);
    return ids;
}

TEST(GoldenTokenizer, TenThousandLinesInManyScriptsAreEqual) {
    const auto& lines = golden()["lines"];
    ASSERT_EQ(lines.size(), 10'000u);
    int wrong = 0;
    for (const auto& line : lines) {
        const auto text = line[0].get<std::string>();
        const auto expected = line[1].get<Ids>();
        if (idsOf(clip().pieces(text)) == expected)
            continue;
        if (++wrong <= 5)
            ADD_FAILURE() << line[0].dump(-1, ' ', true) << "\nexpected " << line[1] << "\ngot      "
                          << nlohmann::json(idsOf(clip().pieces(text)));
    }
    EXPECT_EQ(wrong, 0);
}

TEST(GoldenTokenizer, CutsAndPadsTheSame) {
    ASSERT_GT(golden()["padded"].size(), 80u);
    for (const auto& line : golden()["padded"])
        EXPECT_EQ(clip().encode(line[0].get<std::string>()), line[1].get<Ids>())
            << line[0].dump(-1, ' ', true);
}

TEST(GoldenTokenizer, OfSd2PadsWithExclamationMarksAndReadsThemAsPadding) {
    const TokenizerFolder folder(Files{
        {"merges.txt", clipMerges()},
        {"vocab.json", vocabJsonOf(clipMerges())},
        {"tokenizer_config.json", R"({"pad_token": "<|endoftext|>", "model_max_length": 77})"},
        {"special_tokens_map.json", R"({"pad_token": "!", "bos_token": {"content": "<|startoftext|>"}})"}});
    const auto tokenizer = ClipTokenizer::open(folder.path());
    ASSERT_TRUE(tokenizer) << tokenizer.error().detail;
    EXPECT_EQ(tokenizer->padId(), 0);
    ASSERT_GT(golden()["padded_with_exclamation_mark"].size(), 80u);
    for (const auto& line : golden()["padded_with_exclamation_mark"])
        EXPECT_EQ(tokenizer->encode(line[0].get<std::string>()), line[1].get<Ids>())
            << line[0].dump(-1, ' ', true);
}

} // namespace
} // namespace latentbrush::prompt
