#include "prompt/prompt_size.h"

#include <algorithm>
#include <set>

namespace latentbrush::prompt {

PromptSize sizeOf(const std::vector<Chunk>& chunks) {
    if (chunks.empty())
        return {};
    const auto& last = chunks.back();
    const int whole = static_cast<int>(last.ids.size()) - 2;
    const int count = static_cast<int>(chunks.size());
    return {(count - 1) * whole + last.tokens, count};
}

PromptSize sizeOf(const PromptProgram& program, const ClipTokenizer& tokenizer,
                  const EmbeddingIndex& embeddings, const Chunking& chunking) {
    std::set<std::string_view> texts;
    for (const auto& part : program.parts)
        for (const auto& stage : part.stages)
            texts.insert(stage.text);
    PromptSize longest;
    for (const auto text : texts) {
        const auto size =
            sizeOf(chunksOf(weightedTexts(text, program.grammar), tokenizer, embeddings, chunking));
        if (std::pair(size.tokens, size.chunks) > std::pair(longest.tokens, longest.chunks))
            longest = size;
    }
    return longest;
}

} // namespace latentbrush::prompt
