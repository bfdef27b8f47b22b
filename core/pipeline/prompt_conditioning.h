#pragma once

#include "base/result.h"
#include "pipeline/conditioning.h"
#include "pipeline/prompt_cache.h"
#include "pipeline/text_encoding.h"
#include "prompt/prompt_program.h"
#include "request/generation_request.h"

#include <memory>

namespace latentbrush::pipeline {

prompt::Grammar grammarOf(PromptGrammar grammar);

/// How a text encoder's text becomes ids.
struct EncoderTokens {
    std::shared_ptr<const prompt::ClipTokenizer> tokenizer;
    std::shared_ptr<const prompt::EmbeddingIndex> embeddings; ///< never null
    prompt::Chunking chunking{};
};

/// Turns a request's prompts into what steers a loaded model. Made for one job; one thread.
class PromptConditioning {
public:
    struct Surroundings {
        bundles::LoadedModel& model;
        PromptCache& cache;
        std::vector<EncoderTokens> encoders; ///< as many as the model has text encoders
        EmbeddingVectors vectors;
        /// Names the state of what else changes text encoders' answers, such as LoRAs: part of the cache's
        /// key.
        std::string encodersState;
        int steps = 1;                  ///< of the plan: what schedules count
        std::optional<int> firstPass{}; ///< in a second pass, the steps of the first
    };

    /// `request` has its size filled in; both must outlive this.
    PromptConditioning(const GenerationRequest& request, const Surroundings& surroundings)
        : m_request(request), m_with(surroundings) {}

    /// InvalidRequest for a prompt beyond the grammar's limits; errors of encodeChunks. Exceptions of
    /// LibTorch fly through.
    Result<Conditioning> positive();
    /// One part. Zeros for an empty prompt where the model's manifest says so.
    Result<Conditioning> negative();

private:
    Result<Conditioning> of(const std::string& prompt, bool negative);
    Result<TextStates> statesOf(const std::string& text, bool negative);
    Result<TextStates> encoded(const std::string& text);
    at::Tensor vectorOf(const at::Tensor& pooled, bool negative) const;

    const GenerationRequest& m_request;
    const Surroundings& m_with;
};

/// SDXL's numbers beside the timestep [1,P + 256·n]: the pooled vector, then each number as 128 cosines and
/// 128 sines (formats.md 1.2), in fp32.
at::Tensor addedVector(const at::Tensor& pooled, const std::vector<double>& numbers);

} // namespace latentbrush::pipeline
