#pragma once

#include "base/result.h"
#include "bundles/loaded_model.h"
#include "pipeline/conditioning.h"
#include "prompt/prompt_chunks.h"
#include "request/prompting.h"

#include <functional>
#include <string>
#include <vector>

namespace latentbrush::pipeline {

/// The vectors [n,W] that stand for an embedding's name in a text encoder of width W.
using EmbeddingVectors = std::function<at::Tensor(const std::string& name, std::int64_t width)>;

/// How chunks become states.
struct TextEncoding {
    Emphasis emphasis = Emphasis::Original;
    int clipSkip = 1; ///< as Prompting has it
    EmbeddingVectors vectors{};
};

/// A text's chunks → its states in the model's dtype and on its device: the chunks of an encoder one after
/// another along the tokens, those of several encoders side by side along the width, the pooled vector that
/// of the first chunk. `chunks` holds one list an encoder, as long as each other. UnsupportedCombination for
/// an exported text encoder that can do neither clip skip nor embeddings, with the setting as subject.
/// Exceptions of LibTorch fly through.
Result<TextStates> encodeChunks(bundles::LoadedModel& model,
                                const std::vector<std::vector<prompt::Chunk>>& chunks,
                                const TextEncoding& how);

} // namespace latentbrush::pipeline
