#include "prompt/clip_words.h"

#include <gtest/gtest.h>

namespace latentbrush::prompt {
namespace {

struct Row {
    const char* text;
    std::vector<std::string> words;
};

TEST(ClipWords, AreSplitByKindOfCharacter) {
    const Row rows[] = {
        {"", {}},
        {" \t\n\u3000\u00a0\u2028 ", {}},
        {"Red HOUSE", {"red", "house"}},
        {"it's they'll 'tis", {"it", "'s", "they", "'ll", "'t", "is"}},
        {"IT'S", {"it", "'s"}},
        {"''s", {"''", "s"}},
        {"8k 1990", {"8", "k", "1", "9", "9", "0"}},
        {"x½Ⅷ٣", {"x", "½", "ⅷ", "٣"}},
        {"(best:1.2)", {"(", "best", ":", "1", ".", "2", ")"}},
        {"夜の雪原、赤い家。", {"夜の雪原", "、", "赤い家", "。"}},
        {"e\u0301te\u0301", {"\u00e9t\u00e9"}},
        {"x\u0338y", {"x", "\u0338", "y"}},
        {"ΟΔΟΣ", {"οδοσ"}},
        {"İ", {"i", "\u0307"}},
        {"a\u200bb", {"a", "\u200b", "b"}},
        {"👩‍🚀!", {"👩‍🚀!"}},
        {"<|ENDOFTEXT|>!", {"<|", "endoftext", "|>", "!"}},
        {"<|endoftext|", {"<|", "endoftext", "|"}},
        {"\xff\xfe", {"\uFFFD\uFFFD"}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(clipWords(row.text), row.words) << row.text;
}

} // namespace
} // namespace latentbrush::prompt
