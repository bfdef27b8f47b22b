#include "vocabulary.h"

#include "prompt/byte_alphabet.h"

#include <cctype>
#include <limits>
#include <sstream>

namespace latentbrush::trainer {

namespace {

using Pair = std::pair<std::string, std::string>;
const std::string kWordEnd{prompt::kWordEnd};

std::vector<std::string> symbolsOf(const std::string& word, bool endsWord) {
    std::vector<std::string> symbols;
    for (const char byte : word)
        symbols.push_back(prompt::ByteAlphabet::instance().symbolOf(static_cast<unsigned char>(byte)));
    if (endsWord)
        symbols.back() += kWordEnd;
    return symbols;
}

void mergeAll(std::vector<std::string>& symbols, const Pair& pair) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        if (i + 1 < symbols.size() && symbols[i] == pair.first && symbols[i + 1] == pair.second) {
            out.push_back(pair.first + pair.second);
            ++i;
        } else {
            out.push_back(symbols[i]);
        }
    }
    symbols = std::move(out);
}

bool isAsciiLetter(char byte) {
    return std::isalpha(static_cast<unsigned char>(byte)) && byte >= 0;
}

/// Runs of letters, and runs of other marks; spaces part them. The captions' Japanese is letters but for its
/// two marks.
std::vector<std::string> pieces(const std::string& caption) {
    std::vector<std::string> out;
    enum class Class { None, Letters, Marks } last = Class::None;
    for (std::size_t i = 0; i < caption.size();) {
        const auto lead = static_cast<unsigned char>(caption[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const std::string character = caption.substr(i, length);
        i += length;
        const bool mark =
            character == "、" || character == "。" || (length == 1 && !isAsciiLetter(character[0]));
        const auto now = character == " " ? Class::None : mark ? Class::Marks : Class::Letters;
        if (now != Class::None && now == last)
            out.back() += character;
        else if (now != Class::None)
            out.push_back(character);
        last = now;
    }
    return out;
}

} // namespace

Vocabulary::Vocabulary(std::vector<Pair> merges) : m_merges(std::move(merges)) {
    std::int64_t id = 0;
    for (const auto& suffix : {std::string(), kWordEnd})
        for (const auto byte : prompt::ByteAlphabet::instance().inOrder())
            m_ids[prompt::ByteAlphabet::instance().symbolOf(byte) + suffix] = id++;
    for (std::size_t rank = 0; rank < m_merges.size(); ++rank) {
        m_ranks[m_merges[rank]] = rank;
        m_ids[m_merges[rank].first + m_merges[rank].second] = id++;
    }
}

Vocabulary Vocabulary::learn(const std::vector<std::string>& words) {
    std::vector<std::vector<std::string>> corpus;
    for (const auto& word : words)
        for (const bool endsWord : {false, true})
            if (endsWord || !isAsciiLetter(word.front()))
                corpus.push_back(symbolsOf(word, endsWord));
    std::vector<Pair> merges;
    for (;;) {
        std::map<Pair, int> counts;
        for (const auto& symbols : corpus)
            for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
                ++counts[{symbols[i], symbols[i + 1]}];
        if (counts.empty())
            return Vocabulary(std::move(merges));
        auto best = counts.begin();
        for (auto it = counts.begin(); it != counts.end(); ++it)
            if (it->second > best->second)
                best = it;
        merges.push_back(best->first);
        for (auto& symbols : corpus)
            mergeAll(symbols, merges.back());
    }
}

Vocabulary Vocabulary::fromMerges(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line); // "#version: …"
    std::vector<Pair> merges;
    while (std::getline(lines, line))
        if (const auto space = line.find(' '); space != std::string::npos)
            merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    return Vocabulary(std::move(merges));
}

std::vector<std::string> Vocabulary::merged(std::vector<std::string> symbols) const {
    for (;;) {
        std::size_t best = std::numeric_limits<std::size_t>::max();
        for (std::size_t i = 0; i + 1 < symbols.size(); ++i)
            if (const auto found = m_ranks.find({symbols[i], symbols[i + 1]}); found != m_ranks.end())
                best = std::min(best, found->second);
        if (best == std::numeric_limits<std::size_t>::max())
            return symbols;
        mergeAll(symbols, m_merges[best]);
    }
}

std::vector<std::int64_t> Vocabulary::encode(const std::string& caption) const {
    std::vector<std::int64_t> out{beginId()};
    for (const auto& piece : pieces(caption))
        for (const auto& symbol : merged(symbolsOf(piece, true)))
            if (out.size() < kLength - 1)
                out.push_back(m_ids.at(symbol));
    out.resize(kLength, endId());
    return out;
}

std::string Vocabulary::mergesText() const {
    std::string text = "#version: 0.2\n";
    for (const auto& [left, right] : m_merges)
        text += left + " " + right + "\n";
    return text;
}

std::map<std::string, std::int64_t> Vocabulary::ids() const {
    auto ids = m_ids;
    ids["<|startoftext|>"] = beginId();
    ids["<|endoftext|>"] = endId();
    return ids;
}

} // namespace latentbrush::trainer
