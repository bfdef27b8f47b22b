#pragma once

#include "base/result.h"
#include "prompt/clip_vocabulary.h"

#include <array>

namespace latentbrush::prompt {

/// One symbol of an encoded word.
struct Symbol {
    std::int64_t id = 0;
    std::size_t bytes = 0; ///< how many of the word's bytes it stands for
    bool operator==(const Symbol&) const = default;
};

/// Byte-pair encoding with an end-of-word mark: of all neighbours that may merge, the pair of lowest rank,
/// leftmost first, until none is left. Immutable; any thread.
class BytePairEncoding {
public:
    /// FileMalformed, naming `subject`, when a merge speaks of a symbol without an id.
    static Result<BytePairEncoding> make(const ClipVocabulary& vocabulary, const std::string& subject);

    /// Any bytes, at least one. O(n log n) in their number.
    std::vector<Symbol> encode(std::string_view word) const;

private:
    struct Merge {
        std::size_t rank;
        std::int64_t id;
    };
    struct PairHash {
        std::size_t operator()(const std::pair<std::int64_t, std::int64_t>& pair) const {
            return static_cast<std::size_t>(pair.first) * 0x9E3779B97F4A7C15u +
                   static_cast<std::size_t>(pair.second);
        }
    };
    class Word;

    std::array<std::int64_t, 256> m_inside{}; ///< ids of single bytes
    std::array<std::int64_t, 256> m_last{};   ///< those that end a word
    std::unordered_map<std::pair<std::int64_t, std::int64_t>, Merge, PairHash> m_merges;
};

} // namespace latentbrush::prompt
