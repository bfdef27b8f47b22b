#include "prompt/byte_pair_encoding.h"

#include "prompt/byte_alphabet.h"

#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

namespace latentbrush::prompt {
namespace {

using Pair = std::pair<std::string, std::string>;

/// Byte-pair encoding as its inventors say it: take the pair of lowest rank, merge it everywhere from left to
/// right, and again. Slow and plain.
std::vector<std::string> encodedPlainly(const std::vector<Pair>& merges, const std::string& word) {
    std::vector<std::string> symbols;
    for (const char byte : word)
        symbols.push_back(ByteAlphabet::instance().symbolOf(static_cast<unsigned char>(byte)));
    symbols.back() += kWordEnd;
    const auto rankAt = [&](std::size_t i) {
        return std::find(merges.begin(), merges.end(), Pair{symbols[i], symbols[i + 1]}) - merges.begin();
    };
    for (;;) {
        auto best = static_cast<std::ptrdiff_t>(merges.size());
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            best = std::min(best, rankAt(i));
        if (best == static_cast<std::ptrdiff_t>(merges.size()))
            return symbols;
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            if (rankAt(i) == best) {
                symbols[i] += symbols[i + 1];
                symbols.erase(symbols.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            }
    }
}

/// Merges in an order that training could have given: each joins two symbols that are there already, and
/// makes a new one.
std::vector<Pair> anyMerges() {
    std::vector<std::string> symbols{"a", "b", "c", "a</w>", "b</w>", "c</w>"};
    std::vector<Pair> merges;
    std::set<std::string> known(symbols.begin(), symbols.end());
    for (int i = *rc::gen::inRange(0, 30); i > 0; --i) {
        const auto left = symbols[*rc::gen::inRange<std::size_t>(0, symbols.size())];
        const auto right = symbols[*rc::gen::inRange<std::size_t>(0, symbols.size())];
        if (left.ends_with(kWordEnd) || !known.insert(left + right).second)
            continue;
        merges.emplace_back(left, right);
        symbols.push_back(left + right);
    }
    return merges;
}

RC_GTEST_PROP(BytePairEncoding, MergesAsThePlainAlgorithm, ()) {
    const auto merges = anyMerges();
    std::string text = "#version\n";
    for (const auto& [left, right] : merges)
        text += left + " " + right + "\n";
    const auto word =
        *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("aaabbc"))));
    const auto vocabulary = vocabularyFromMerges(text, "test");
    RC_ASSERT(vocabulary.has_value());
    const auto encoding = BytePairEncoding::make(*vocabulary, "test");
    RC_ASSERT(encoding.has_value());

    std::vector<Symbol> expected;
    for (const auto& symbol : encodedPlainly(merges, word))
        expected.push_back({vocabulary->ids.at(symbol), ByteAlphabet::instance().bytesOf(symbol)->size()});
    RC_ASSERT(encoding->encode(word) == expected);
}

TEST(ByteAlphabet, SpellsEachByteOnceAndReadsItBack) {
    const auto& alphabet = ByteAlphabet::instance();
    std::set<std::string> symbols;
    for (int byte = 0; byte < 256; ++byte) {
        const auto& symbol = alphabet.symbolOf(static_cast<unsigned char>(byte));
        symbols.insert(symbol);
        EXPECT_EQ(alphabet.bytesOf(symbol), std::string(1, static_cast<char>(byte)));
    }
    EXPECT_EQ(symbols.size(), 256u);
    EXPECT_EQ(alphabet.symbolOf('!'), "!");
    EXPECT_EQ(alphabet.symbolOf(' '), "\u0120");
    EXPECT_EQ(alphabet.symbolOf(0), "\u0100");
    EXPECT_EQ(alphabet.inOrder()[0], '!');
    EXPECT_EQ(alphabet.inOrder()[188], 0);
    EXPECT_EQ(alphabet.bytesOf("caf\u00c3\u00a9</w>"), "caf\u00e9");
    EXPECT_EQ(alphabet.bytesOf("\u5bb6"), std::nullopt);
}

} // namespace
} // namespace latentbrush::prompt
