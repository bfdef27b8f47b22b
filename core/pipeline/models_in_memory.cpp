#include "pipeline/models_in_memory.h"

#include "pipeline/latent_colours.h"
#include "pipeline/memory.h"
#include "pipeline/memory_estimate.h"
#include "pipeline/processor.h"
#include "pipeline/provenance_of.h"
#include "pipeline/second_pass.h"

#include <ATen/Parallel.h>

namespace latentbrush::pipeline {

Result<std::vector<EncoderTokens>> encodersOf(Tokenizers& tokenizers, const ShelvedModel& model,
                                              const AddOnShelf::Embeddings& embeddings) {
    const auto all = tokenizers.of(model);
    if (!all)
        return failure(all);
    const auto& manifest = model.manifest();
    std::vector<EncoderTokens> encoders;
    for (const auto& tokenizer : *all) {
        const bool first = encoders.empty();
        const auto& text = first ? manifest.textEncoder : manifest.textEncoder2;
        const auto& facts = first ? manifest.tokenizer : manifest.tokenizer2;
        const auto& folder = first ? model.files.tokenizerFolder : model.files.tokenizerFolder2;
        auto& encoder = encoders.emplace_back();
        encoder.tokenizer = tokenizer;
        encoder.embeddings = std::make_shared<const prompt::EmbeddingIndex>(
            *tokenizer, triggersOf(embeddings, text ? text->width : 0));
        // A model without a vocabulary of its own says how it is padded.
        if (facts && !std::filesystem::is_directory(folder))
            encoder.chunking.padId = facts->padId;
    }
    return encoders;
}

Result<> ModelsInMemory::load(InMemory& memory, const Shelved& model, const tensors::Place& place,
                              const StopToken& stop) {
    // Each thread has its own setting.
    at::set_num_threads(m_options.threads);
    if (memory.inUse.holds(model, place))
        return {};
    unload(memory);
    if (place.device.is_cpu()) {
        const auto bytes = modelBytes(model->files, static_cast<int>(c10::elementSize(place.dtype)));
        if (const auto fits = checkMemory(bytes, m_options.memoryLeft(), model->name); !fits)
            return failure(fits);
    }
    return memory.inUse.load(model, place, stop);
}

Result<> ModelsInMemory::load(const Shelved& model, const tensors::Place& place, const StopToken& stop) {
    if (!m_base.inUse.holds(model, place))
        unload(m_refiner); // never the old pair beside a new model
    return load(m_base, model, place, stop);
}

Result<> ModelsInMemory::load(const GenerationRequest& request, const Shelved& model,
                              const tensors::Place& place, const StopToken& stop) {
    if (const auto loaded = load(model, place, stop); !loaded)
        return loaded;
    if (const auto laid = m_base.inUse.layOver(request); !laid)
        return laid;
    if (request.hasRefiner())
        if (const auto loaded = loadRefiner(request, place, stop); !loaded)
            return loaded;
    return checkActivations(request);
}

Result<> ModelsInMemory::loadRefiner(const GenerationRequest& request, const tensors::Place& place,
                                     const StopToken& stop) {
    const auto refiner = m_shelf.find(request.refiner);
    if (!refiner)
        return failure(refiner);
    const auto& base = m_base.inUse.shelved();
    const auto& latents = (*refiner)->manifest().latents;
    if (latents.channels != base.manifest().latents.channels ||
        latents.downscale != base.manifest().latents.downscale ||
        hasSdxlLatents((*refiner)->manifest()) != hasSdxlLatents(base.manifest()))
        return failure(ErrorCode::UnsupportedCombination, base.name + " + " + (*refiner)->name);
    return load(m_refiner, *refiner, place, stop);
}

void ModelsInMemory::unload(InMemory& memory) {
    memory.prompts.clear();
    memory.inUse.unload();
}

void ModelsInMemory::unload() {
    unload(m_base);
    unload(m_refiner);
}

Result<> ModelsInMemory::checkActivations(const GenerationRequest& request) {
    if (!m_base.inUse.model().device.is_cpu())
        return {};
    const auto& model = m_base.inUse.shelved();
    const auto larger = enlargedRequest(request, model.sizeMultiple());
    const auto bytes =
        m_base.inUse.bytesOfNewControlNets(request) +
        activationBytes(model.files, static_cast<int>(c10::elementSize(m_base.inUse.model().dtype)),
                        larger.width, larger.height);
    auto fits = checkMemory(bytes, m_options.memoryLeft(), model.name);
    if (!fits) {
        m_base.prompts.clear();
        returnFreeMemory();
        fits = checkMemory(bytes, m_options.memoryLeft(), model.name);
    }
    return fits;
}

Result<ModelWithText> ModelsInMemory::withText(InMemory& memory, const AddOnShelf::Embeddings& embeddings) {
    // An embedding that came, went or was replaced changes what its name says.
    if (memory.readWith != embeddings) {
        memory.prompts.clear();
        memory.readWith = embeddings;
    }
    auto encoders = encodersOf(m_tokenizers, memory.inUse.shelved(), embeddings);
    if (!encoders)
        return failure(encoders);
    return ModelWithText{
        .model = memory.inUse.model(),
        .prompts = memory.prompts,
        .encoders = std::move(*encoders),
        .vectors = [&embeddings](const std::string& trigger,
                                 std::int64_t width) { return rowsOf(embeddings, trigger, width); },
        .encodersState = memory.inUse.encodersState()};
}

Result<PassParts> ModelsInMemory::parts(const GenerationRequest& request,
                                        const AddOnShelf::Embeddings& embeddings) {
    auto base = withText(m_base, embeddings);
    if (!base)
        return failure(base);
    std::optional<ModelWithText> refiner;
    if (request.hasRefiner()) {
        auto with = withText(m_refiner, embeddings);
        if (!with)
            return failure(with);
        refiner.emplace(std::move(*with));
    }
    auto controlNets = m_base.inUse.controlNets(request);
    if (!controlNets)
        return failure(controlNets);
    return PassParts{std::move(*base), std::move(refiner), std::move(*controlNets)};
}

Provenance ModelsInMemory::provenance(const GenerationRequest& request) {
    auto made = provenanceOf(m_base.inUse, m_base.inUse.shelved().name);
    if (request.hasRefiner()) {
        m_refiner.inUse.completeHash();
        made.addOns[m_refiner.inUse.shelved().name] = m_refiner.inUse.model().hash;
    }
    return made;
}

} // namespace latentbrush::pipeline
