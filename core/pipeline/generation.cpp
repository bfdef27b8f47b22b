#include "pipeline/generation.h"

#include "bundles/stop_point.h"
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

std::uint64_t seedOf(const GenerationRequest& request, int picture) {
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
    Stopwatch watch;
    auto positive = contextOf(m_request.prompt);
    auto negative = contextOf(m_request.negativePrompt);
    if (!positive || !negative)
        return failure(positive ? negative : positive);
    m_positive = *positive;
    m_negative = *negative;
    m_textSeconds = watch.seconds();
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
    auto given = readLatents(m_with.files.in, latentShape(m_request.count), m_plan.steps());
    if (!given)
        return failure(given);
    m_given = std::move(*given);
    return {};
}

Result<at::Tensor> Generation::contextOf(const std::string& text) {
    if (auto known = m_with.prompts.find(text))
        return *known;
    const auto ids = m_with.tokenize(text);
    if (!ids)
        return failure(ids);
    auto states = encodeText(m_with.model, *ids);
    m_with.prompts.keep(text, states);
    return states;
}

Result<> Generation::makePicture(int index) {
    Stopwatch watch;
    const auto network =
        guidedDenoiser(m_with.model, m_negative, m_positive, m_request.guidanceScale, m_start.surroundings);
    Timings timings{.text = index == 0 ? m_textSeconds : 0};
    const auto latents = denoise(index, network, timings.denoise);
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
    say(ImageReady{index, {std::move(request), m_with.provenance, timings, std::move(picture)}});
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

at::Tensor Generation::denoise(int index, const sampling::Denoise& network, double& seconds) {
    const auto shape = latentShape(1);
    PictureNoise noise(seedOf(m_request, index));
    auto initial = noise.next(shape);
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
        m_plan, initial, network, stepNoise,
        [&](int step, const at::Tensor& cleanEstimate) { stepDone(index, step, cleanEstimate); },
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
