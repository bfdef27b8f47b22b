#pragma once

#include "prompt/attention_weights.h"
#include "prompt/embedding_index.h"

namespace latentbrush::prompt {

/// Where a vector of an embedding takes the place of a token's.
struct Placement {
    int position = 0; ///< in the chunk's ids
    std::string embedding{};
    int row = 0; ///< which of its vectors
    bool operator==(const Placement&) const = default;
};

/// What the text encoder reads at once.
struct Chunk {
    std::vector<std::int64_t>
        ids;                    ///< length() of the tokenizer: begin, the text, end, padding; 0 at placements
    std::vector<float> weights; ///< as many; 1 for begin, end and padding
    std::vector<Placement> placements; ///< by position
    int tokens = 0;                    ///< of the text, placements among them
    bool operator==(const Chunk&) const = default;
};

struct Chunking {
    /// How many tokens may move to the next chunk, so that a chunk ends behind a comma; 0 to 74, 0: none.
    int backtrack = 20;
    /// Stands behind the end (formats.md 7): the tokenizer's own, unless the model wants another, as those do
    /// that come with OpenCLIP's text encoder and no tokenizer.
    std::optional<std::int64_t> padId{};
};

/// How many tokens of a text a chunk holds: 75 for CLIP.
int chunkTokens(const ClipTokenizer& tokenizer);

/// A text of any length as chunks (peers.md 3.4), at least one. Each run is tokenized for itself. A full
/// chunk hands what stands behind its last comma to the next, if that is near; a break ends a chunk early; an
/// embedding lies in one chunk whole. O(n).
std::vector<Chunk> chunksOf(const std::vector<WeightedText>& texts, const ClipTokenizer& tokenizer,
                            const EmbeddingIndex& embeddings = {}, const Chunking& chunking = {});

} // namespace latentbrush::prompt
