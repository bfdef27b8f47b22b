#include "prompt/embedding_index.h"

#include "prompt/prompt_chunks.h"

namespace latentbrush::prompt {

EmbeddingIndex::EmbeddingIndex(const ClipTokenizer& tokenizer, const std::vector<EmbeddingName>& embeddings) {
    const int most = chunkTokens(tokenizer);
    for (const auto& embedding : embeddings) {
        if (embedding.vectors < 1 || embedding.vectors > most)
            continue;
        std::size_t node = 0;
        for (const auto& piece : tokenizer.pieces(embedding.name))
            node = childOf(node, piece.id);
        if (node != 0)
            m_embeddings.try_emplace(node, embedding);
    }
}

std::size_t EmbeddingIndex::childOf(std::size_t node, std::int64_t id) {
    return m_children.try_emplace({node, id}, m_children.size() + 1).first->second;
}

std::optional<EmbeddingIndex::Match> EmbeddingIndex::find(std::span<const Piece> tokens) const {
    std::optional<Match> longest;
    std::size_t node = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto child = m_children.find({node, tokens[i].id});
        if (child == m_children.end())
            break;
        node = child->second;
        if (const auto found = m_embeddings.find(node); found != m_embeddings.end())
            longest = Match{&found->second, i + 1};
    }
    return longest;
}

} // namespace latentbrush::prompt
