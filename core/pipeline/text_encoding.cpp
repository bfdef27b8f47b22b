#include "pipeline/text_encoding.h"

namespace latentbrush::pipeline {

namespace {

/// One encoder's answer to one chunk.
class ChunkEncoding {
public:
    ChunkEncoding(bundles::LoadedModel& model, torch::jit::Module& encoder, const TextEncoding& how)
        : m_model(model), m_encoder(encoder), m_how(how) {}

    Result<TextStates> of(const prompt::Chunk& chunk) {
        const auto ids = torch::tensor(chunk.ids, at::kLong).unsqueeze(0).to(m_model.device);
        const auto encode = m_encoder.find_method("encode");
        auto states = encode ? encoded(*encode, ids, chunk) : forwarded(ids, chunk);
        if (states)
            states->context = emphasised(states->context, chunk.weights).to(m_model.dtype);
        return states;
    }

private:
    TextStates encoded(torch::jit::Method method, const at::Tensor& ids, const prompt::Chunk& chunk) {
        const auto [vectors, places] = placed(chunk);
        const auto both = method({ids, vectors, places, std::int64_t{m_how.clipSkip - 1}});
        const auto& parts = both.toTupleRef().elements();
        const auto pooled = parts.at(1).toTensor();
        return {parts.at(0).toTensor(), pooled.numel() > 0 ? pooled.to(m_model.dtype) : at::Tensor()};
    }

    /// What others exported takes ids alone.
    Result<TextStates> forwarded(const at::Tensor& ids, const prompt::Chunk& chunk) {
        if (m_how.clipSkip != 1)
            return failure(ErrorCode::UnsupportedCombination, "clip_skip", "an exported text encoder");
        if (!chunk.placements.empty())
            return failure(ErrorCode::UnsupportedCombination, chunk.placements.front().embedding,
                           "an exported text encoder");
        const auto output = m_encoder.forward({ids});
        if (!output.isTuple())
            return TextStates{output.toTensor(), {}};
        const auto& parts = output.toTupleRef().elements();
        return TextStates{parts.at(0).toTensor(),
                          parts.size() > 1 ? parts.at(1).toTensor().to(m_model.dtype) : at::Tensor()};
    }

    /// The rows of embeddings that stand for tokens, and where.
    std::pair<at::Tensor, at::Tensor> placed(const prompt::Chunk& chunk) const {
        std::vector<at::Tensor> rows;
        std::vector<std::int64_t> places;
        for (const auto& placement : chunk.placements) {
            rows.push_back(m_how.vectors(placement.embedding, width()).select(0, placement.row));
            places.push_back(placement.position);
        }
        const at::TensorOptions options(m_model.device);
        const auto vectors = rows.empty() ? at::zeros({0, width()}, options) : at::stack(rows);
        return {vectors.to(m_model.device, m_model.dtype), torch::tensor(places, options.dtype(at::kLong))};
    }

    std::int64_t width() const {
        return m_encoder.attr("embeddings")
            .toModule()
            .attr("token_embedding")
            .toModule()
            .attr("weight")
            .toTensor()
            .size(1);
    }

    /// peers.md 3.4: states times their token's weight, then the mean of before.
    at::Tensor emphasised(const at::Tensor& states, const std::vector<float>& weights) const {
        const bool plain = std::ranges::all_of(weights, [](float weight) { return weight == 1; });
        if (plain || m_how.emphasis == Emphasis::Ignore)
            return states;
        const auto before = states.to(at::kFloat);
        const auto factors = torch::tensor(weights, at::kFloat).view({1, -1, 1}).to(m_model.device);
        const auto after = before * factors;
        return m_how.emphasis == Emphasis::NoNorm ? after : after * (before.mean() / after.mean());
    }

    bundles::LoadedModel& m_model;
    torch::jit::Module& m_encoder;
    const TextEncoding& m_how;
};

Result<TextStates> encodeWith(ChunkEncoding encoding, const std::vector<prompt::Chunk>& chunks) {
    std::vector<at::Tensor> contexts;
    at::Tensor pooled;
    for (const auto& chunk : chunks) {
        auto states = encoding.of(chunk);
        if (!states)
            return states;
        contexts.push_back(states->context);
        if (!pooled.defined())
            pooled = states->pooled;
    }
    return TextStates{at::cat(contexts, 1), pooled};
}

} // namespace

Result<TextStates> encodeChunks(bundles::LoadedModel& model,
                                const std::vector<std::vector<prompt::Chunk>>& chunks,
                                const TextEncoding& how) {
    auto states = encodeWith({model, model.components.textEncoder, how}, chunks.front());
    if (!states || !model.components.textEncoder2)
        return states;
    auto second = encodeWith({model, *model.components.textEncoder2, how}, chunks.back());
    if (!second)
        return second;
    return TextStates{at::cat({states->context, second->context}, 2), second->pooled};
}

} // namespace latentbrush::pipeline
