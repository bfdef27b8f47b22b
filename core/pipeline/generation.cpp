#include "pipeline/generation.h"

#include "bundles/stop_point.h"
#include "pipeline/guided_network.h"
#include "pipeline/networks_in_use.h"
#include "pipeline/picture_noise.h"

namespace latentbrush::pipeline {

namespace {

// None where only the decoder knows what the latents look like.
std::optional<LatentColours> coloursOf(const catalogue::ModelManifest& manifest) {
    if (manifest.previewRgb)
        return latentColours(*manifest.previewRgb);
    auto colours = sd1Colours();
    if (static_cast<int>(colours.matrix.size()) != manifest.latents.channels)
        return std::nullopt;
    return colours;
}

/// Variants of one picture share its seed.
std::uint64_t seedOf(const GenerationRequest& request, int picture) {
    if (request.noise.varies())
        return *request.seed;
    return (*request.seed + static_cast<std::uint64_t>(picture)) % GenerationRequest::kSeedLimit;
}

} // namespace

Generation::Generation(GenerationRequest request, Surroundings surroundings)
    : m_request(std::move(request)), m_with(std::move(surroundings)),
      m_colours(coloursOf(m_with.model.manifest)), m_timeLeft(m_request.count, m_request.steps) {}

Result<> Generation::run() {
    const bundles::StopScope scope(m_with.stop);
    auto plan = planOf(m_with.model.manifest.scheduler, m_request);
    if (!plan)
        return failure(plan);
    m_plan = std::move(*plan);
    m_timeLeft = TimeLeft(m_request.count, m_plan.steps());
    if (const auto read = readLatentsIn(); !read)
        return failure(read);

    sayProgress(Progress::Stage::EncodingPrompt, 0, 0);
    if (const auto read = readPrompts(); !read)
        return failure(read);
    if (const auto shown = showPicture(); !shown)
        return failure(shown);
    m_start = startingPoint(m_with.model, m_request, m_shown);

    for (int picture = 0; picture < m_request.count; ++picture) {
        if (m_with.stop.skipRest())
            return failure(ErrorCode::Cancelled);
        if (const auto made = makePicture(picture); !made)
            return failure(made);
        ++m_finished;
    }
    return m_with.files.out.empty() ? Result<>() : writeLatents(m_with.files.out, m_latents);
}

std::vector<std::int64_t> Generation::latentShape(int pictures) const {
    const auto& facts = m_with.model.manifest.latents;
    return {pictures, facts.channels, m_request.height / facts.downscale, m_request.width / facts.downscale};
}

Result<> Generation::readLatentsIn() {
    if (m_with.files.in.empty())
        return {};
    auto given = readLatents(m_with.files.in, latentShape(m_request.count),
                             m_plan.steps() * sampling::drawsAStep(m_plan.sampler));
    if (!given)
        return failure(given);
    m_given = std::move(*given);
    return {};
}

Result<> Generation::readPrompts() {
    const Stopwatch watch;
    const PromptConditioning::Surroundings with{.model = m_with.model,
                                                .cache = m_with.prompts,
                                                .encoders = m_with.encoders,
                                                .vectors = m_with.embeddingVectors,
                                                .encodersState = m_with.encodersState,
                                                .steps = m_plan.steps()};
    PromptConditioning reading(m_request, with);
    auto positive = reading.positive();
    if (!positive)
        return failure(positive);
    auto negative = reading.negative();
    if (!negative)
        return failure(negative);
    m_positive = std::move(*positive);
    m_negative = std::move(*negative);
    m_textSeconds = watch.seconds();
    return {};
}

Result<> Generation::makePicture(int index) {
    Stopwatch watch;
    Timings timings{.text = index == 0 ? m_textSeconds : 0};
    const auto latents = denoise(index, timings.denoise);
    if (!m_with.files.out.empty())
        m_latents.push_back(latents.to(at::kCPU));

    sayProgress(Progress::Stage::Decoding, index, m_plan.steps());
    Stopwatch decoding;
    auto finished = finishedPicture(latents);
    if (!finished)
        return failure(finished);
    auto picture = std::make_shared<image::Image>(std::move(*finished));
    timings.decode = decoding.seconds();
    m_timeLeft.decodingTook(timings.decode);
    timings.total = watch.seconds() + timings.text;

    auto request = m_request;
    request.seed = seedOf(m_request, index);
    request.count = 1;
    if (request.noise.varies())
        request.noise.variationSeed = (*request.noise.variationSeed + static_cast<std::uint64_t>(index)) %
                                      GenerationRequest::kSeedLimit;
    say(ImageReady{index, {std::move(request), m_with.provenance(), timings, std::move(picture)}});
    return {};
}

Result<> Generation::showPicture() {
    const auto show = [&](const auto& task) -> Result<> {
        auto area = paintedArea(task, m_request.width, m_request.height);
        if (!area)
            return failure(area);
        m_shown = std::move(*area);
        return {};
    };
    if (const auto* inpaint = std::get_if<Inpaint>(&m_request.task))
        return show(*inpaint);
    if (const auto* over = std::get_if<ImageToImage>(&m_request.task))
        return show(*over);
    return {};
}

Result<image::Image> Generation::finishedPicture(const at::Tensor& latents) const {
    auto made = pictureOf(decodeLatents(m_with.model, latents));
    if (const auto* inpaint = std::get_if<Inpaint>(&m_request.task))
        return pastedInto(*inpaint, *m_shown, made);
    return made;
}

at::Tensor Generation::denoise(int index, double& seconds) {
    GuidedNetwork network(m_with.model, m_positive, m_negative,
                          {m_request.guidanceScale, m_request.steering, m_plan.steps()},
                          m_start.surroundings);
    const auto shape = latentShape(1);
    PictureNoise noise(m_request.noise.source, seedOf(m_request, index));
    auto initial = noise.next(shape);
    if (m_request.noise.varies()) {
        const auto seed = *m_request.noise.variationSeed + static_cast<std::uint64_t>(index);
        PictureNoise other(m_request.noise.source, seed % GenerationRequest::kSeedLimit);
        initial = betweenNoises(initial, other.next(shape), m_request.noise.variationStrength);
    }
    if (m_given.latents.defined())
        initial = m_given.latents.narrow(0, index, 1);
    initial = initial.to(m_with.model.device);
    if (startsFromPicture(m_request.task))
        initial = sampling::noisedStart(m_plan, m_start.underNoise(initial), initial);
    else if (m_start.kept.any())
        initial = m_start.kept.inStart(initial, sampling::noisedStart(m_plan, m_start.kept.clean, initial) /
                                                    m_plan.grid.initialScale);
    const auto stepNoise = [&](int step) {
        return m_given.noise.defined() ? m_given.noise.select(0, step).narrow(0, index, 1)
                                       : noise.next(shape);
    };
    Stopwatch watch;
    m_stepWatch.restart();
    sayProgress(Progress::Stage::Denoising, index, 0);
    auto latents = sampling::sample(
        m_plan, initial,
        [&](const at::Tensor& latents, double timestep) { return network(latents, timestep); }, stepNoise,
        [&](int step, const at::Tensor& cleanEstimate) {
            network.setStepsDone(step);
            stepDone(index, step, cleanEstimate);
        },
        m_start.kept);
    seconds = watch.seconds();
    return latents;
}

void Generation::stepDone(int picture, int step, const at::Tensor& cleanEstimate) {
    bundles::stopIfAsked();
    m_timeLeft.stepTook(m_stepWatch.restart());
    sayProgress(Progress::Stage::Denoising, picture, step);
    if (m_colours && step < m_plan.steps())
        say(Preview{picture, step, std::make_shared<image::Image>(roughPicture(cleanEstimate, *m_colours))});
}

void Generation::say(decltype(JobEvent::what) what) const {
    if (m_with.observer)
        m_with.observer({m_with.job, std::move(what)});
}

void Generation::sayProgress(Progress::Stage stage, int picture, int step) const {
    say(Progress{stage, picture, step, m_plan.steps(), m_timeLeft.seconds(picture, step)});
}

} // namespace latentbrush::pipeline
