#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latentbrush::trainer {

/// The starter's own small vocabulary in CLIP's form (formats.md 7): 256 bytes, 256 bytes that end a word,
/// one id a merge, begin and end. The merges are learned from the picture book's words in both languages,
/// each word once inside and once at the end of a run of letters, because Japanese has no spaces. Symbols are
/// spelled in the byte alphabet of GPT-2, as merges.txt spells them.
class Vocabulary {
public:
    static constexpr int kLength = 77;

    /// Byte-pair merges until every word is one symbol.
    static Vocabulary learn(const std::vector<std::string>& words);
    /// From the text of a merges.txt, whose first line is a comment.
    static Vocabulary fromMerges(const std::string& text);

    /// The ids that core/prompt's tokenizer gives for a caption of the picture book (lower case, no digits):
    /// begin, at most 75, end, padded with end to 77. Tested to be equal; this one needs no ICU, so that the
    /// trainer builds alone.
    std::vector<std::int64_t> encode(const std::string& caption) const;

    std::int64_t beginId() const { return static_cast<std::int64_t>(512 + m_merges.size()); }
    std::int64_t endId() const { return beginId() + 1; }
    int size() const { return static_cast<int>(m_merges.size()) + 514; }
    std::string mergesText() const;
    /// Symbol → id, as vocab.json has it.
    std::map<std::string, std::int64_t> ids() const;

private:
    explicit Vocabulary(std::vector<std::pair<std::string, std::string>> merges);
    std::vector<std::string> merged(std::vector<std::string> symbols) const;

    std::vector<std::pair<std::string, std::string>> m_merges;
    std::map<std::pair<std::string, std::string>, std::size_t> m_ranks;
    std::map<std::string, std::int64_t> m_ids;
};

} // namespace latentbrush::trainer
