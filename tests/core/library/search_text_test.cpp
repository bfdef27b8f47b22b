#include "library/search_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace latentbrush::library {
namespace {

struct Folding {
    const char* text;
    const char* folded;
};

class FoldForSearch : public testing::TestWithParam<Folding> {};

TEST_P(FoldForSearch, MakesWritingsOfTheSameTextEqual) {
    EXPECT_EQ(foldForSearch(GetParam().text), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(Table, FoldForSearch,
                         testing::Values(Folding{"", ""}, Folding{"A Red HOUSE", "a red house"},
                                         Folding{"Straße ÄÖÜ", "strasse äöü"},
                                         Folding{"ＡＢＣ　１２", "abc 12"}, Folding{"ｶﾞﾗｽ", "ガラス"},
                                         Folding{"か\u3099", "が"}, Folding{"e\u0301", "é"},
                                         Folding{"ΣΊΣΥΦΟΣ", "σίσυφοσ"}, Folding{"%_\"'\\", "%_\"'\\"},
                                         Folding{"夕焼け", "夕焼け"}));

TEST(FoldForSearch, ReplacesWhatIsNotUtf8) {
    EXPECT_EQ(foldForSearch("a\xff"
                            "b"),
              "a\uFFFDb");
}

struct Splitting {
    std::string text;
    std::vector<std::string> terms;
};

class SearchTerms : public testing::TestWithParam<Splitting> {};

TEST_P(SearchTerms, PartsAtWhiteSpace) {
    EXPECT_EQ(searchTerms(GetParam().text), GetParam().terms);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SearchTerms,
    testing::Values(Splitting{"", {}}, Splitting{" \t\n\u3000 ", {}},
                    Splitting{"Red house", {"red", "house"}}, Splitting{"赤い\u3000家", {"赤い", "家"}},
                    Splitting{" 夕焼け ", {"夕焼け"}}, Splitting{std::string("a\0b", 3), {"a", "b"}},
                    Splitting{"\"100%\" _x", {"\"100%\"", "_x"}}, Splitting{"🏠 🏡", {"🏠", "🏡"}}));

TEST(LengthOf, CountsCodePoints) {
    EXPECT_EQ(lengthOf(""), 0u);
    EXPECT_EQ(lengthOf("abc"), 3u);
    EXPECT_EQ(lengthOf("夕焼け"), 3u);
    EXPECT_EQ(lengthOf("🏠家"), 2u);
}

} // namespace
} // namespace latentbrush::library
