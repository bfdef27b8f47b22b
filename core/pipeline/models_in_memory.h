#pragma once

#include "bundles/known_hashes.h"
#include "pipeline/engine.h"
#include "pipeline/model_in_use.h"
#include "pipeline/pass.h"
#include "pipeline/tokenizers.h"

namespace latentbrush::pipeline {

/// How a model's text encoders read text, with the embeddings that fit each. Any thread.
Result<std::vector<EncoderTokens>> encodersOf(Tokenizers& tokenizers, const ShelvedModel& model,
                                              const AddOnShelf::Embeddings& embeddings);

/// The model that a request names, and the one that takes over from it, in memory with the prompts that each
/// has read. Before it takes memory it asks whether there is any. One thread.
class ModelsInMemory {
public:
    using Shelved = std::shared_ptr<const ShelvedModel>;

    /// `options` has its threads and memoryLeft filled in; all must outlive this.
    ModelsInMemory(const EngineOptions& options, const ModelShelf& shelf, Tokenizers& tokenizers,
                   AddOnShelf& addOns, const bundles::KnownHashes& hashes)
        : m_options(options), m_shelf(shelf),
          m_tokenizers(tokenizers), m_base{{hashes, addOns}, PromptCache()}, m_refiner{{hashes, addOns},
                                                                                       PromptCache()} {}

    bool holds(const Shelved& model, const tensors::Place& place) const {
        return m_base.inUse.holds(model, place);
    }
    /// The request's model alone. Errors of loadModel; OutOfMemory.
    Result<> load(const Shelved& model, const tensors::Place& place, const StopToken& stop);
    /// That with what the request lays over it, and its refiner; with room for the picture. Errors of
    /// ModelInUse and of finding the refiner; UnsupportedCombination where its latents are others.
    Result<> load(const GenerationRequest& request, const Shelved& model, const tensors::Place& place,
                  const StopToken& stop);
    void unload();

    /// What a pass over the loaded models is made of; `embeddings` must outlive it. Errors of the tokenizers
    /// and of ModelInUse::controlNets.
    Result<PassParts> parts(const GenerationRequest& request, const AddOnShelf::Embeddings& embeddings);
    std::optional<torch::jit::Module> previewDecoder() { return m_base.inUse.previewDecoder(); }
    Provenance provenance(const GenerationRequest& request);

private:
    struct InMemory {
        ModelInUse inUse;
        PromptCache prompts;
        AddOnShelf::Embeddings readWith{}; ///< what the prompts' words meant
    };
    Result<> load(InMemory& memory, const Shelved& model, const tensors::Place& place, const StopToken& stop);
    static void unload(InMemory& memory);
    Result<> loadRefiner(const GenerationRequest& request, const tensors::Place& place,
                         const StopToken& stop);
    Result<> checkActivations(const GenerationRequest& request);
    Result<ModelWithText> withText(InMemory& memory, const AddOnShelf::Embeddings& embeddings);

    const EngineOptions& m_options;
    const ModelShelf& m_shelf;
    Tokenizers& m_tokenizers;
    InMemory m_base;
    InMemory m_refiner;
};

} // namespace latentbrush::pipeline
