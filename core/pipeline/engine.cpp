#include "pipeline/engine.h"

#include "base/files.h"
#include "bundles/known_hashes.h"
#include "pipeline/add_on_shelf.h"
#include "pipeline/generation.h"
#include "pipeline/memory.h"
#include "pipeline/memory_estimate.h"
#include "pipeline/model_in_use.h"
#include "pipeline/model_shelf.h"
#include "pipeline/processor.h"
#include "pipeline/provenance_of.h"
#include "pipeline/starting_point.h"
#include "pipeline/tokenizers.h"
#include "prompt/prompt_size.h"
#include "tensors/device.h"
#include "tensors/guarded.h"

#include <ATen/Parallel.h>
#include <c10/util/ScopeExit.h>
#include <random>

namespace latentbrush::pipeline {

namespace {

std::uint64_t drawnSeed() {
    std::random_device device;
    return device() % GenerationRequest::kSeedLimit;
}

// Same request, same bytes: the executor's optimiser changes rounding between the first and later calls.
struct InferenceGuards {
    torch::jit::GraphOptimizerEnabledGuard optimiserOff{false};
    c10::InferenceMode inference;
};

Result<> checkSize(const ShelvedModel& model, const GenerationRequest& request) {
    const auto multiple = model.sizeMultiple();
    if (request.width >= multiple && request.height >= multiple && request.width % multiple == 0 &&
        request.height % multiple == 0)
        return {};
    return failure(ErrorCode::InvalidSize,
                   std::to_string(request.width) + "x" + std::to_string(request.height),
                   std::to_string(multiple));
}

/// A name that this version does not know recommends nothing.
SamplingDefaults defaultsOf(const catalogue::ModelDefaults& named) {
    SamplingDefaults defaults;
    defaults.sampler = samplerFromId(named.sampler.value_or("")).value_or(defaults.sampler);
    defaults.schedule = scheduleFromId(named.schedule.value_or("")).value_or(defaults.schedule);
    defaults.steps = named.steps.value_or(defaults.steps);
    defaults.guidanceScale = named.guidance.value_or(defaults.guidanceScale);
    return defaults;
}

ModelInfo infoOf(const ShelvedModel& model) {
    return {.name = model.name,
            .path = model.files.folder.string(),
            .family = model.manifest().family,
            .nativeWidth = model.manifest().nativeWidth,
            .nativeHeight = model.manifest().nativeHeight,
            .sizeMultiple = model.sizeMultiple(),
            .tokenLimit = model.manifest().tokenizer.value_or(catalogue::TokenizerConfig()).length,
            .defaults = defaultsOf(model.manifest().defaults)};
}

} // namespace

class Engine::Private {
public:
    explicit Private(EngineOptions options)
        : m_options(std::move(options)), shelf(m_options), tokenizers(m_options.clipMerges),
          addOns(foldersOf(m_options)),
          m_hashes(m_options.cacheFolder.empty() ? latentbrush::cacheFolder() / "hashes"
                                                 : m_options.cacheFolder) {
        if (!m_options.memoryLeft)
            m_options.memoryLeft = [] { return pipeline::memoryLeft(); };
        if (m_options.threads <= 0)
            m_options.threads = usableCores();
        keepFreedMemory();
    }

    using Shelved = std::shared_ptr<const ShelvedModel>;

    Result<> load(const Shelved& model, const tensors::Place& place, const StopToken& stop);
    void unload();
    Result<> run(GenerationRequest request, JobId job, const Observer& observer, const StopToken& stop,
                 const LatentFiles& latents, int& picturesDone);

private:
    Result<> checkActivations(const GenerationRequest& request);

    EngineOptions m_options;

public:
    ModelShelf shelf;
    Tokenizers tokenizers;
    AddOnShelf addOns;

    /// How the model's text encoders read text, with the embeddings that fit each.
    Result<std::vector<EncoderTokens>> encodersOf(const ShelvedModel& model,
                                                  const AddOnShelf::Embeddings& embeddings);

private:
    bundles::KnownHashes m_hashes;
    ModelInUse m_inUse{m_hashes, addOns};
    PromptCache m_prompts;
};

Result<> Engine::Private::load(const Shelved& model, const tensors::Place& place, const StopToken& stop) {
    // Each thread has its own setting.
    at::set_num_threads(m_options.threads);
    if (m_inUse.holds(model, place))
        return {};
    unload();
    if (place.device.is_cpu()) {
        const auto bytes = parameterBytes(model->files, static_cast<int>(c10::elementSize(place.dtype)));
        if (const auto fits = checkMemory(bytes, m_options.memoryLeft(), model->name); !fits)
            return failure(fits);
    }
    return m_inUse.load(model, place, stop);
}

void Engine::Private::unload() {
    m_prompts.clear();
    m_inUse.unload();
}

Result<> Engine::Private::checkActivations(const GenerationRequest& request) {
    const auto& model = m_inUse.shelved();
    if (!m_inUse.model().device.is_cpu())
        return {};
    const auto bytes = activationBytes(model.files, static_cast<int>(c10::elementSize(m_inUse.model().dtype)),
                                       request.width, request.height);
    auto fits = checkMemory(bytes, m_options.memoryLeft(), model.name);
    if (!fits) {
        m_prompts.clear();
        returnFreeMemory();
        fits = checkMemory(bytes, m_options.memoryLeft(), model.name);
    }
    return fits;
}

Result<std::vector<EncoderTokens>> Engine::Private::encodersOf(const ShelvedModel& model,
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

Result<> Engine::Private::run(GenerationRequest request, JobId job, const Observer& observer,
                              const StopToken& stop, const LatentFiles& latents, int& picturesDone) {
    if (const auto valid = validate(request); !valid)
        return failure(valid);
    const auto shelved = shelf.find(request.model);
    if (!shelved)
        return failure(shelved);
    const auto& model = **shelved;
    if (model.manifest().concat == catalogue::Concat::LowResolution)
        return failure(ErrorCode::UnsupportedModel, model.manifest().family, "it enlarges pictures");
    if (const auto checked = checkPictures(request.task); !checked)
        return failure(checked);
    takeSize(request, model.manifest().nativeWidth, model.manifest().nativeHeight, model.sizeMultiple());
    if (!request.seed)
        request.seed = drawnSeed();
    if (const auto size = checkSize(model, request); !size)
        return failure(size);
    const auto plan = planOf(model.manifest().scheduler, request);
    if (!plan)
        return failure(plan);

    const auto place = tensors::placeFor(request.device, dtypeOf(request.precision));
    if (!place)
        return failure(place);

    if (observer)
        observer({job, Started{request.count}});
    if (observer && !m_inUse.holds(*shelved, *place))
        observer({job, Progress{Progress::Stage::LoadingModel, 0, 0, plan->steps(), -1}});
    if (const auto loaded = load(*shelved, *place, stop); !loaded)
        return failure(loaded);
    if (const auto fits = checkActivations(request); !fits)
        return failure(fits);

    if (const auto laid = m_inUse.layOver(request); !laid)
        return failure(laid);
    const auto embeddings = addOns.embeddings();
    auto encoders = encodersOf(model, embeddings);
    if (!encoders)
        return failure(encoders);
    const InferenceGuards guards;
    Generation generation(
        request, {.model = m_inUse.model(),
                  .prompts = m_prompts,
                  .encoders = std::move(*encoders),
                  .embeddingVectors = [&](const std::string& trigger,
                                          std::int64_t width) { return rowsOf(embeddings, trigger, width); },
                  .encodersState = m_inUse.encodersState(),
                  .provenance = [&] { return provenanceOf(m_inUse, model.name); },
                  .job = job,
                  .observer = observer,
                  .stop = stop,
                  .files = latents});
    const auto count = c10::make_scope_exit([&] { picturesDone = generation.finished(); });
    return generation.run();
}

Engine::Engine(EngineOptions options) : m_private(std::make_unique<Private>(std::move(options))) {}
Engine::~Engine() = default;

Result<> Engine::generate(const GenerationRequest& request, JobId job, const Observer& observer,
                          StopToken stop, const LatentFiles& latents) {
    const Stopwatch watch;
    int picturesDone = 0;
    auto result =
        tensors::guarded([&] { return m_private->run(request, job, observer, stop, latents, picturesDone); });
    // What a stop point throws arrives as TorchScript's own exception; the token knows what it was.
    if (!result && stop.stopNow())
        result = failure(ErrorCode::Cancelled);
    if (!observer)
        return result;
    if (result)
        observer({job, Finished{watch.seconds()}});
    else if (result.error().code == ErrorCode::Cancelled)
        observer({job, CancelledJob{picturesDone}});
    else
        observer({job, Failed{result.error()}});
    return result;
}

Result<> Engine::load(const std::string& model, const std::string& device, Precision precision) {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return tensors::guarded([&]() -> Result<> {
        const auto place = tensors::placeFor(device, dtypeOf(precision));
        if (!place)
            return failure(place);
        return m_private->load(*shelved, *place, {});
    });
}

void Engine::unload() {
    m_private->unload();
}

std::vector<AddOnInfo> Engine::addOns() const {
    const auto kindOf = [](catalogue::AddOnKind kind) {
        switch (kind) {
        case catalogue::AddOnKind::Embedding:
            return AddOnInfo::Kind::Embedding;
        case catalogue::AddOnKind::Vae:
            return AddOnInfo::Kind::Vae;
        case catalogue::AddOnKind::Lora:
            break;
        }
        return AddOnInfo::Kind::Lora;
    };
    std::vector<AddOnInfo> infos;
    for (const auto& file : m_private->addOns.all())
        infos.push_back({kindOf(file.kind), file.name, file.path.string()});
    return infos;
}

Result<ModelInfo> Engine::describe(const std::string& model) const {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return infoOf(**shelved);
}

std::vector<ModelInfo> Engine::models() const {
    std::vector<ModelInfo> infos;
    for (const auto& model : m_private->shelf.all())
        infos.push_back(infoOf(*model));
    return infos;
}

Result<Engine::PromptLength> Engine::countTokens(const std::string& model, const std::string& text,
                                                 PromptGrammar grammar) const {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    const auto encoders = m_private->encodersOf(**shelved, m_private->addOns.embeddings());
    if (!encoders)
        return failure(encoders);
    prompt::PromptReading reading;
    reading.grammar = grammarOf(grammar);
    reading.timeline.steps = GenerationRequest().steps;
    const auto program = prompt::promptProgram(text, reading);
    if (!program)
        return failure(program);
    const auto& first = encoders->front();
    const auto size = prompt::sizeOf(*program, *first.tokenizer, *first.embeddings, first.chunking);
    return PromptLength{size.tokens, size.chunks};
}

Result<std::vector<std::int64_t>> Engine::tokenize(const std::string& model, const std::string& text) const {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return m_private->tokenizers.encode(**shelved, text);
}

} // namespace latentbrush::pipeline
