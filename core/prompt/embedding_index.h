#pragma once

#include "prompt/clip_tokenizer.h"

#include <map>
#include <optional>
#include <span>

namespace latentbrush::prompt {

/// A textual inversion by what calls it.
struct EmbeddingName {
    std::string name; ///< the trigger
    int vectors = 1;
    bool operator==(const EmbeddingName&) const = default;
};

/// Finds triggers among a prompt's tokens (formats.md 5.1, style b): a trigger is the tokens of its name, so
/// case and spaces count as little as the tokenizer makes them, and the longest goes first. Immutable; any
/// thread.
class EmbeddingIndex {
public:
    struct Match {
        const EmbeddingName* embedding = nullptr; ///< lives as long as the index
        std::size_t tokens = 0;                   ///< that the trigger takes in the text
    };

    EmbeddingIndex() = default;
    /// With the tokenizer that the prompts go through. Names without a token, and embeddings without a vector
    /// or with more than a chunk holds, are left out; of two alike the first stays.
    EmbeddingIndex(const ClipTokenizer& tokenizer, const std::vector<EmbeddingName>& embeddings);

    /// The trigger that the tokens begin with.
    std::optional<Match> find(std::span<const Piece> tokens) const;

private:
    std::size_t childOf(std::size_t node, std::int64_t id);

    // A tree of ids: from the root, node 0, each trigger is a way to the node that names its embedding.
    std::map<std::pair<std::size_t, std::int64_t>, std::size_t> m_children;
    std::map<std::size_t, EmbeddingName> m_embeddings;
};

} // namespace latentbrush::prompt
