#include "pipeline/engine.h"

#include "base/files.h"
#include "bundles/known_hashes.h"
#include "bundles/load_model.h"
#include "pipeline/generation.h"
#include "pipeline/memory.h"
#include "pipeline/memory_estimate.h"
#include "pipeline/model_shelf.h"
#include "pipeline/processor.h"
#include "pipeline/provenance_of.h"
#include "pipeline/starting_point.h"
#include "pipeline/tokenizers.h"
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
        : m_options(std::move(options)), shelf(m_options),
          m_hashes(m_options.cacheFolder.empty() ? latentbrush::cacheFolder() / "hashes"
                                                 : m_options.cacheFolder) {
        if (!m_options.memoryLeft)
            m_options.memoryLeft = [] { return pipeline::memoryLeft(); };
        if (m_options.threads <= 0)
            m_options.threads = usableCores();
        keepFreedMemory();
    }

    using Shelved = std::shared_ptr<const ShelvedModel>;

    bool holds(const Shelved& model, const tensors::Place& place) const {
        return m_model && m_shelved == model && m_model->device == place.device &&
               m_model->dtype == place.dtype;
    }
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

private:
    bundles::KnownHashes m_hashes;
    Shelved m_shelved; ///< what m_model was loaded from
    std::optional<bundles::LoadedModel> m_model;
    PromptCache m_prompts;
};

Result<> Engine::Private::load(const Shelved& model, const tensors::Place& place, const StopToken& stop) {
    // Each thread has its own setting.
    at::set_num_threads(m_options.threads);
    if (holds(model, place))
        return {};
    unload();
    if (place.device.is_cpu()) {
        const auto bytes = parameterBytes(model->files, static_cast<int>(c10::elementSize(place.dtype)));
        if (const auto fits = checkMemory(bytes, m_options.memoryLeft(), model->name); !fits)
            return failure(fits);
    }
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
    return {};
}

void Engine::Private::unload() {
    m_prompts.clear();
    if (!m_model)
        return;
    m_model.reset();
    m_shelved.reset();
    returnFreeMemory();
}

Result<> Engine::Private::checkActivations(const GenerationRequest& request) {
    if (!m_model->device.is_cpu())
        return {};
    const auto bytes = activationBytes(m_shelved->files, static_cast<int>(c10::elementSize(m_model->dtype)),
                                       request.width, request.height);
    auto fits = checkMemory(bytes, m_options.memoryLeft(), m_shelved->name);
    if (!fits) {
        m_prompts.clear();
        returnFreeMemory();
        fits = checkMemory(bytes, m_options.memoryLeft(), m_shelved->name);
    }
    return fits;
}

Result<> Engine::Private::run(GenerationRequest request, JobId job, const Observer& observer,
                              const StopToken& stop, const LatentFiles& latents, int& picturesDone) {
    if (const auto valid = validate(request); !valid)
        return failure(valid);
    const auto shelved = shelf.find(request.model);
    if (!shelved)
        return failure(shelved);
    const auto& model = **shelved;
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
    if (observer && !holds(*shelved, *place))
        observer({job, Progress{Progress::Stage::LoadingModel, 0, 0, plan->steps(), -1}});
    if (const auto loaded = load(*shelved, *place, stop); !loaded)
        return failure(loaded);
    if (const auto fits = checkActivations(request); !fits)
        return failure(fits);

    const InferenceGuards guards;
    Generation generation(
        request, {.model = *m_model,
                  .prompts = m_prompts,
                  .tokenize = [&](const std::string& text) { return tokenizers.encode(model, text); },
                  .provenance = provenanceOf(*m_model, model.name),
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

Result<int> Engine::countTokens(const std::string& model, const std::string& text) const {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return m_private->tokenizers.count(**shelved, text);
}

Result<std::vector<std::int64_t>> Engine::tokenize(const std::string& model, const std::string& text) const {
    const auto shelved = m_private->shelf.find(model);
    if (!shelved)
        return failure(shelved);
    return m_private->tokenizers.encode(**shelved, text);
}

} // namespace latentbrush::pipeline
