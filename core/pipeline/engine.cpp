#include "pipeline/engine.h"

#include "base/files.h"
#include "base/log.h"
#include "kernels/flash_attention.h"
#include "pipeline/generation.h"
#include "pipeline/import_model.h"
#include "pipeline/memory.h"
#include "pipeline/models_in_memory.h"
#include "pipeline/processor.h"
#include "pipeline/provenance_of.h"
#include "pipeline/request_checks.h"
#include "pipeline/starting_point.h"
#include "prompt/prompt_size.h"
#include "tensors/device.h"
#include "tensors/guarded.h"

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
        kernels::install();
    }

    Result<> run(GenerationRequest request, JobId job, const Observer& observer, const StopToken& stop,
                 const LatentFiles& latents, int& picturesDone);

private:
    EngineOptions m_options;

public:
    ModelShelf shelf;
    Tokenizers tokenizers;
    AddOnShelf addOns;

    Result<> importAs(const ShelvedModel& model, const std::filesystem::path& folder, const StopToken& stop) {
        const auto hash = pipeline::importModel(model.files, m_options.clipMerges, folder, m_hashes, stop);
        return hash ? shelf.consents().add(*hash) : failure(hash);
    }

private:
    bundles::KnownHashes m_hashes;

public:
    ModelsInMemory models{m_options, shelf, tokenizers, addOns, m_hashes};
};

Result<> Engine::Private::run(GenerationRequest request, JobId job, const Observer& observer,
                              const StopToken& stop, const LatentFiles& latents, int& picturesDone) {
    if (const auto valid = validate(request); !valid)
        return failure(valid);
    const auto shelved = shelf.find(request.model);
    if (!shelved)
        return failure(shelved);
    const auto& model = **shelved;
    if (const auto able = checkTask(model, request); !able)
        return failure(able);
    if (const auto checked = checkPictures(request); !checked)
        return failure(checked);
    takeSize(request, model.manifest().nativeWidth, model.manifest().nativeHeight, model.sizeMultiple());
    if (!request.seed)
        request.seed = drawnSeed();
    if (const auto size = checkSize(model, request); !size)
        return failure(size);
    const auto plan = planOf(model.manifest(), request);
    if (!plan)
        return failure(plan);
    const auto place = tensors::placeFor(request.device, dtypeOf(request.precision));
    if (!place)
        return failure(place);

    if (observer)
        observer({job, Started{request.count}});
    if (observer && !models.holds(*shelved, *place))
        observer({job, Progress{Progress::Stage::LoadingModel, 0, 0, plan->steps(), -1}});
    if (const auto loaded = models.load(request, *shelved, *place, stop); !loaded)
        return failure(loaded);
    const auto embeddings = addOns.embeddings();
    const InferenceGuards guards;
    auto parts = models.parts(request, embeddings);
    if (!parts)
        return failure(parts);
    Generation generation(request, {.parts = std::move(*parts),
                                    .provenance = [&] { return models.provenance(request); },
                                    .sizeMultiple = model.sizeMultiple(),
                                    .previewDecoder = models.previewDecoder(),
                                    .job = job,
                                    .observer = observer,
                                    .stop = stop,
                                    .files = latents});
    const auto count = c10::make_scope_exit([&] { picturesDone = generation.finished(); });
    auto made = tensors::guarded([&] { return generation.run(); });
    // An export answered once when it was loaded, of another size: a trace may serve some sizes alone.
    if (!made && made.error().code == ErrorCode::Internal && model.isForeign() && !stop.stopNow()) {
        logMessage(LogLevel::Warning, model.name + ": " + made.error().detail);
        return failure(ErrorCode::InvalidSize,
                       std::to_string(request.width) + "x" + std::to_string(request.height));
    }
    return made;
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

Result<> Engine::trust(const std::string& hash) {
    return m_private->shelf.consents().add(hash);
}

Result<> Engine::importModel(const std::string& model, const std::filesystem::path& folder,
                             const StopToken& stop) {
    std::error_code error;
    if (std::filesystem::exists(folder, error))
        return failure(ErrorCode::FileExists, folder.string());
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return tensors::guarded([&] { return m_private->importAs(**shelved, folder, stop); });
}

Result<> Engine::load(const std::string& model, const std::string& device, Precision precision) {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return tensors::guarded([&]() -> Result<> {
        const auto place = tensors::placeFor(device, dtypeOf(precision));
        if (!place)
            return failure(place);
        return m_private->models.load(*shelved, *place, {});
    });
}

void Engine::unload() {
    m_private->models.unload();
}

std::vector<AddOnInfo> Engine::addOns() const {
    const auto kindOf = [](catalogue::AddOnKind kind) {
        switch (kind) {
        case catalogue::AddOnKind::Embedding:
            return AddOnInfo::Kind::Embedding;
        case catalogue::AddOnKind::Vae:
            return AddOnInfo::Kind::Vae;
        case catalogue::AddOnKind::ControlNet:
            return AddOnInfo::Kind::ControlNet;
        case catalogue::AddOnKind::PreviewVae:
            return AddOnInfo::Kind::PreviewVae;
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
    const auto encoders = encodersOf(m_private->tokenizers, **shelved, m_private->addOns.embeddings());
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
