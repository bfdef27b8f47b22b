#include "pipeline/model_in_use.h"

#include "base/log.h"
#include "bundles/load_model.h"
#include "bundles/read_vae.h"
#include "pipeline/processor.h"
#include "prompt/network_tags.h"

namespace latentbrush::pipeline {

Result<std::vector<LoraUse>> lorasOf(const GenerationRequest& request) {
    auto uses = request.prompting.loras;
    if (request.prompting.grammar == PromptGrammar::Plain)
        return uses;
    for (const auto& tag : prompt::withoutNetworkTags(request.prompt).networks) {
        if (tag.kind != prompt::NetworkTag::Kind::Lora || tag.rank)
            return failure(ErrorCode::InvalidRequest, "prompt", tag.written);
        uses.push_back({tag.name, tag.unet, tag.textEncoder});
    }
    return uses;
}

bool ModelInUse::holds(const Shelved& model, const tensors::Place& place) const {
    return m_model && m_shelved == model && m_model->device == place.device && m_model->dtype == place.dtype;
}

Result<> ModelInUse::load(const Shelved& model, const tensors::Place& place, const StopToken& stop) {
    unload();
    auto loaded = bundles::loadModel(model->files,
                                     {.device = place.device,
                                      .dtype = place.dtype,
                                      .mayRunTorchScript = model->mayRunTorchScript,
                                      .stop = stop},
                                     m_hashes);
    if (!loaded)
        return failure(loaded);
    m_model.emplace(std::move(*loaded));
    m_shelved = model;
    if (m_model->hash.empty())
        m_hash.begin(m_hashes, model->files.folder);
    return {};
}

void ModelInUse::unload() {
    m_hash.end();
    if (!m_model)
        return;
    m_loras.forget();
    m_uses.clear();
    m_ownVae.reset();
    m_vae.clear();
    m_addOnHashes.clear();
    m_model.reset();
    m_shelved.reset();
    returnFreeMemory();
}

Result<> ModelInUse::layOver(const GenerationRequest& request) {
    auto uses = lorasOf(request);
    if (!uses)
        return failure(uses);
    if (const auto used = useVae(request.vae); !used)
        return used;
    if (const auto used = useLoras(*uses); !used)
        return used;
    m_addOnHashes.clear();
    if (!request.vae.empty())
        if (const auto known = remember(catalogue::AddOnKind::Vae, request.vae); !known)
            return known;
    for (const auto& use : *uses)
        if (const auto known = remember(catalogue::AddOnKind::Lora, use.name); !known)
            return known;
    return {};
}

Result<> ModelInUse::remember(catalogue::AddOnKind kind, const std::string& name) {
    const auto path = m_addOns.find(kind, name);
    if (!path)
        return failure(path);
    auto hash = m_hashes.of(*path);
    if (!hash)
        return failure(hash);
    m_addOnHashes[name] = std::move(*hash);
    return {};
}

Result<> ModelInUse::useVae(const std::string& name) {
    if (name == m_vae)
        return {};
    auto& components = m_model->components;
    if (!m_ownVae)
        m_ownVae = Autoencoder{m_model->manifest.vae, components.vaeEncoder, components.vaeDecoder};
    auto wanted = *m_ownVae;
    if (!name.empty()) {
        const auto path = m_addOns.find(catalogue::AddOnKind::Vae, name);
        if (!path)
            return failure(path);
        auto read = bundles::readVae(*path, *m_model);
        if (!read)
            return failure(read);
        wanted = {read->config, read->encoder, read->decoder};
    }
    m_model->manifest.vae = wanted.config;
    components.vaeEncoder = wanted.encoder;
    components.vaeDecoder = wanted.decoder;
    m_vae = name;
    return {};
}

Result<> ModelInUse::useLoras(const std::vector<LoraUse>& uses) {
    std::vector<bundles::LoraStrength> strengths;
    for (const auto& use : uses) {
        auto file = m_addOns.lora(use.name);
        if (!file)
            return failure(file);
        strengths.push_back({std::move(*file), use.text, use.unet});
    }
    const auto set = m_loras.set(*m_model, strengths);
    if (!set)
        return failure(set);
    for (const auto& left : *set)
        logMessage(LogLevel::Info, left.lora + ": " + std::to_string(left.modules) +
                                       " of its modules are not in this model and were left out");
    m_uses = uses;
    return {};
}

std::string ModelInUse::encodersState() const {
    std::string state;
    for (const auto& use : m_uses)
        if (use.text != 0)
            state += use.name + '*' + m_addOnHashes.at(use.name) + '*' + std::to_string(use.text) + '\n';
    return state;
}

} // namespace latentbrush::pipeline
