#include "prompt/prompt_chunks.h"

#include <algorithm>

namespace latentbrush::prompt {

namespace {

/// Fills one chunk after another. While a chunk is open it has the text's tokens alone.
class Chunks {
public:
    Chunks(const ClipTokenizer& tokenizer, const Chunking& chunking)
        : m_tokenizer(tokenizer), m_room(static_cast<std::size_t>(chunkTokens(tokenizer))),
          m_backtrack(static_cast<std::size_t>(std::max(0, chunking.backtrack))),
          m_padId(chunking.padId.value_or(tokenizer.padId())) {
        if (const auto comma = tokenizer.pieces(","); comma.size() == 1)
            m_comma = comma.front().id;
    }

    void addToken(std::int64_t id, float weight) {
        makeRoom(id == m_comma);
        append(id, weight);
    }

    void addEmbedding(const EmbeddingName& embedding, float weight) {
        makeRoom(false);
        if (size() + static_cast<std::size_t>(embedding.vectors) > m_room)
            close();
        for (int row = 0; row < embedding.vectors; ++row) {
            m_open.placements.push_back({static_cast<int>(size()), embedding.name, row});
            append(0, weight);
        }
    }

    /// Ends the open chunk, empty or not.
    void close() {
        auto& chunk = m_open;
        const auto length = m_room + 2;
        chunk.tokens = static_cast<int>(size());
        chunk.ids.insert(chunk.ids.begin(), m_tokenizer.beginId());
        chunk.ids.push_back(m_tokenizer.endId());
        chunk.ids.resize(length, m_padId);
        chunk.weights.insert(chunk.weights.begin(), 1);
        chunk.weights.resize(length, 1);
        for (auto& placement : chunk.placements)
            ++placement.position; // the begin
        m_done.push_back(std::exchange(m_open, {}));
        m_behindComma.reset();
    }

    std::vector<Chunk> finished() {
        if (size() > 0 || m_done.empty())
            close();
        return std::move(m_done);
    }

private:
    std::size_t size() const { return m_open.ids.size(); }

    void append(std::int64_t id, float weight) {
        m_open.ids.push_back(id);
        m_open.weights.push_back(weight);
    }

    void makeRoom(bool forComma) {
        const bool full = size() == m_room;
        // Of a comma that begins a chunk nothing is remembered, as in AUTOMATIC1111.
        if (full && !forComma && m_behindComma && size() - *m_behindComma < m_backtrack)
            closeAt(*m_behindComma);
        else if (full)
            close();
        else if (forComma)
            m_behindComma = size() + 1;
    }

    /// Ends the open chunk, and begins the next with what it had from there on.
    void closeAt(std::size_t border) {
        Chunk tail;
        const auto at = static_cast<std::ptrdiff_t>(border);
        tail.ids.assign(m_open.ids.begin() + at, m_open.ids.end());
        tail.weights.assign(m_open.weights.begin() + at, m_open.weights.end());
        for (auto placement : m_open.placements)
            if (placement.position >= static_cast<int>(border)) {
                placement.position -= static_cast<int>(border);
                tail.placements.push_back(std::move(placement));
            }
        std::erase_if(m_open.placements,
                      [&](const auto& each) { return each.position >= static_cast<int>(border); });
        m_open.ids.resize(border);
        m_open.weights.resize(border);
        close();
        m_open = std::move(tail);
    }

    const ClipTokenizer& m_tokenizer;
    const std::size_t m_room;
    const std::size_t m_backtrack;
    const std::int64_t m_padId;
    std::optional<std::int64_t> m_comma;
    Chunk m_open;
    std::optional<std::size_t> m_behindComma; ///< in the open chunk
    std::vector<Chunk> m_done;
};

void add(Chunks& chunks, const WeightedText& text, const ClipTokenizer& tokenizer,
         const EmbeddingIndex& embeddings) {
    const auto pieces = tokenizer.pieces(text.text);
    const auto weight = static_cast<float>(text.weight);
    for (std::span<const Piece> rest = pieces; !rest.empty();) {
        const auto match = embeddings.find(rest);
        if (match)
            chunks.addEmbedding(*match->embedding, weight);
        else
            chunks.addToken(rest.front().id, weight);
        rest = rest.subspan(match ? match->tokens : 1);
    }
}

} // namespace

int chunkTokens(const ClipTokenizer& tokenizer) {
    return std::max(1, tokenizer.length() - 2);
}

std::vector<Chunk> chunksOf(const std::vector<WeightedText>& texts, const ClipTokenizer& tokenizer,
                            const EmbeddingIndex& embeddings, const Chunking& chunking) {
    Chunks chunks(tokenizer, chunking);
    for (const auto& text : texts) {
        if (text.isBreak)
            chunks.close();
        else
            add(chunks, text, tokenizer, embeddings);
    }
    return chunks.finished();
}

} // namespace latentbrush::prompt
