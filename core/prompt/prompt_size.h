#pragma once

#include "prompt/prompt_chunks.h"
#include "prompt/prompt_program.h"

namespace latentbrush::prompt {

/// How long a prompt is for the text encoder.
struct PromptSize {
    int tokens = 0; ///< an embedding counts its vectors; a chunk with another behind it counts whole
    int chunks = 1;
    bool operator==(const PromptSize&) const = default;
};

PromptSize sizeOf(const std::vector<Chunk>& chunks);

/// The size of the longest text among all parts and stages, as AUTOMATIC1111 counts. Texts that are alike
/// cost once.
PromptSize sizeOf(const PromptProgram& program, const ClipTokenizer& tokenizer,
                  const EmbeddingIndex& embeddings = {}, const Chunking& chunking = {});

} // namespace latentbrush::prompt
