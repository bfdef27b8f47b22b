#include "pipeline/model_in_use.h"

#include "base/log.h"
#include "bundles/load_model.h"
#include "bundles/read_taesd.h"
#include "bundles/read_vae.h"
#include "pipeline/processor.h"
#include "prompt/network_tags.h"

#include <set>

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
    return m_model && m_shelved == model && m_asked.device == place.device && m_asked.dtype == place.dtype;
}

Result<> ModelInUse::load(const Shelved& model, const tensors::Place& place, const StopToken& stop) {
    unload();
    auto loaded = bundles::loadModel(model->files,
                                     {.device = place.device,
                                      .dtype = place.dtype,
                                      .mayRunTorchScript = model->mayRunTorchScript,
                                      .consents = model->consents,
                                      .stop = stop},
                                     m_hashes);
    if (!loaded)
        return failure(loaded);
    m_model.emplace(std::move(*loaded));
    m_shelved = model;
    m_asked = place;
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
    m_controlNets.clear();
    m_previewDecoder.reset();
    m_addOnHashes.clear();
    m_loraHashes.clear();
    m_model.reset();
    m_shelved.reset();
    returnFreeMemory();
}

Result<> ModelInUse::checkAble(const GenerationRequest& request) const {
    const auto& files = m_shelved->files;
    const bool encodes =
        initOf(request.task) || (request.hires.isOn() && request.hires.by == Enlarging::Pixels);
    if (encodes && request.vae.empty() && !files.canEncode())
        return failure(ErrorCode::FileMissing, (files.folder / "vae_encoder.pt").string());
    if (request.steering.perturbed > 0 && !m_model->components.unet.find_method("perturbed"))
        return failure(ErrorCode::UnsupportedCombination, "perturbed", "a UNet that cannot");
    if (request.steering.freeU.isOn() && !m_model->components.unet.find_method("forward_free_u"))
        return failure(ErrorCode::UnsupportedCombination, "freeu", "a UNet that cannot");
    return {};
}

void ModelInUse::readAs(PredictionChoice prediction) {
    using catalogue::PredictionType;
    auto& scheduler = m_model->manifest.scheduler;
    scheduler = m_shelved->manifest().scheduler;
    if (prediction == PredictionChoice::Auto)
        return;
    scheduler.zeroTerminalSnr = prediction == PredictionChoice::VZeroSnr;
    scheduler.prediction = prediction == PredictionChoice::Epsilon  ? PredictionType::Epsilon
                           : prediction == PredictionChoice::Sample ? PredictionType::Sample
                                                                    : PredictionType::V;
    // The first step must be the one without any signal.
    if (scheduler.zeroTerminalSnr)
        scheduler.spacing = catalogue::Spacing::Trailing;
}

Result<> ModelInUse::layOver(const GenerationRequest& request) {
    readAs(request.prediction);
    if (const auto able = checkAble(request); !able)
        return able;
    auto uses = lorasOf(request);
    if (!uses)
        return failure(uses);
    if (const auto used = useVae(request.vae); !used)
        return used;
    if (const auto used = useLoras(*uses); !used)
        return used;
    m_addOnHashes.clear();
    m_loraHashes.clear();
    if (!request.vae.empty())
        if (const auto known = remember(catalogue::AddOnKind::Vae, request.vae); !known)
            return known;
    for (const auto& use : *uses)
        if (const auto known = remember(catalogue::AddOnKind::Lora, use.name); !known)
            return known;
    for (const auto& use : request.controls)
        if (const auto known = remember(catalogue::AddOnKind::ControlNet, use.name); !known)
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
    if (kind != catalogue::AddOnKind::Lora)
        return {};
    auto payload = m_hashes.ofPayload(*path);
    if (!payload)
        return failure(payload);
    m_loraHashes[name] = std::move(*payload);
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

Result<std::vector<bundles::LoadedControlNet>> ModelInUse::controlNets(const GenerationRequest& request) {
    if (!request.controls.empty() && !m_model->components.unet.find_method("controlled"))
        return failure(ErrorCode::UnsupportedCombination, "controls");
    std::map<std::filesystem::path, bundles::LoadedControlNet> kept;
    std::vector<bundles::LoadedControlNet> inOrder;
    for (const auto& use : request.controls) {
        const auto path = m_addOns.find(catalogue::AddOnKind::ControlNet, use.name);
        if (!path)
            return failure(path);
        auto known = m_controlNets.find(*path);
        if (known == m_controlNets.end()) {
            auto read = bundles::readControlNet(*path, *m_model);
            if (!read)
                return failure(read);
            known = m_controlNets.emplace(*path, std::move(*read)).first;
        }
        kept.insert(*known);
        inOrder.push_back(known->second);
    }
    m_controlNets = std::move(kept);
    return inOrder;
}

std::uint64_t ModelInUse::bytesOfNewControlNets(const GenerationRequest& request) const {
    std::set<std::filesystem::path> files;
    for (const auto& use : request.controls)
        if (const auto path = m_addOns.find(catalogue::AddOnKind::ControlNet, use.name);
            path && !m_controlNets.contains(*path))
            files.insert(*path);
    std::uint64_t bytes = 0;
    for (const auto& file : files) {
        std::error_code error;
        const auto size = std::filesystem::file_size(file, error);
        bytes += error ? 0 : size;
    }
    return bytes;
}

std::optional<torch::jit::Module> ModelInUse::previewDecoder() {
    if (m_previewDecoder)
        return *m_previewDecoder;
    m_previewDecoder.emplace();
    // As its maker names the files; others' encoders and other families' lie beside them.
    const bool isSdxl = m_model->manifest.family == "sdxl" || m_model->manifest.family == "sdxl_refiner";
    const bool isSd = m_model->manifest.family == "sd1" || m_model->manifest.family == "sd2";
    const auto path =
        m_addOns.find(catalogue::AddOnKind::PreviewVae, isSdxl ? "taesdxl_decoder" : "taesd_decoder");
    if (!path || !(isSd || isSdxl))
        return std::nullopt;
    auto decoder = bundles::readTaesdDecoder(*path, *m_model);
    if (decoder)
        *m_previewDecoder = std::move(*decoder);
    else
        logMessage(LogLevel::Warning, decoder.error().subject + ": " + decoder.error().detail);
    return *m_previewDecoder;
}

std::string ModelInUse::encodersState() const {
    std::string state;
    for (const auto& use : m_uses)
        if (use.text != 0)
            state += use.name + '*' + m_addOnHashes.at(use.name) + '*' + std::to_string(use.text) + '\n';
    return state;
}

} // namespace latentbrush::pipeline
