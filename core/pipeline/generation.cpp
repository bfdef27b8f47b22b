#include "pipeline/generation.h"

#include "bundles/stop_point.h"
#include "pipeline/guided_network.h"
#include "pipeline/networks_in_use.h"
#include "pipeline/second_pass.h"

namespace latentbrush::pipeline {

namespace {

std::uint64_t plus(std::uint64_t seed, int picture) {
    return (seed + static_cast<std::uint64_t>(picture)) % GenerationRequest::kSeedLimit;
}

/// Variants of one picture share its seed.
std::uint64_t seedOf(const GenerationRequest& request, int picture) {
    return request.noise.varies() ? *request.seed : plus(*request.seed, picture);
}

/// The networks of a pass, of which one answers at a time.
class PassNetworks {
public:
    PassNetworks(bundles::LoadedModel& model, const Pass& pass, BesideLatents beside)
        : m_pass(pass), m_base(model, pass.positive, pass.negative, guidanceOf(pass), std::move(beside)) {
        if (pass.refiner)
            m_refiner.emplace(pass.refiner->model, pass.refiner->positive, pass.refiner->negative,
                              guidanceOf(pass));
    }

    at::Tensor operator()(const at::Tensor& latents, double timestep) {
        const bool takenOver = m_refiner && timestep < m_pass.refiner->belowTimestep;
        return takenOver ? (*m_refiner)(latents, timestep) : m_base(latents, timestep);
    }

    void setStepsDone(int steps) {
        m_base.setStepsDone(steps);
        if (m_refiner)
            m_refiner->setStepsDone(steps);
    }

private:
    static Guidance guidanceOf(const Pass& pass) {
        return {pass.request.guidanceScale, pass.request.steering, pass.plan.steps()};
    }

    const Pass& m_pass;
    GuidedNetwork m_base;
    std::optional<GuidedNetwork> m_refiner;
};

} // namespace

Generation::Generation(GenerationRequest request, Surroundings surroundings)
    : m_request(std::move(request)), m_with(std::move(surroundings)),
      m_previews(coloursOf(model().manifest), m_with.previewDecoder, model().device, model().dtype),
      m_timeLeft(m_request.count, m_request.steps) {}

Result<> Generation::run() {
    const bundles::StopScope scope(m_with.stop);
    auto plan = planOf(model().manifest, m_request);
    if (!plan)
        return failure(plan);
    m_plan = std::move(*plan);
    if (const auto read = readLatentsIn(); !read)
        return failure(read);
    sayProgress(Progress::Stage::EncodingPrompt, 0, 0);
    if (const auto prepared = preparePasses(); !prepared)
        return failure(prepared);
    m_timeLeft = TimeLeft(m_request.count, steps());

    for (int picture = 0; picture < m_request.count; ++picture) {
        if (m_with.stop.skipRest())
            return failure(ErrorCode::Cancelled);
        if (const auto made = makePicture(picture); !made)
            return failure(made);
        ++m_finished;
    }
    return m_with.files.out.empty() ? Result<>() : writeLatents(m_with.files.out, m_latents);
}

int Generation::steps() const {
    return m_plan.steps() + (m_second ? m_second->plan.steps() : 0);
}

std::vector<std::int64_t> Generation::latentShape(int width, int height, int pictures) const {
    const auto& facts = model().manifest.latents;
    return {pictures, facts.channels, height / facts.downscale, width / facts.downscale};
}

std::vector<std::int64_t> Generation::latentShape(const GenerationRequest& request, int pictures) const {
    return latentShape(request.width, request.height, pictures);
}

Result<> Generation::readLatentsIn() {
    if (m_with.files.in.empty())
        return {};
    auto given = readLatents(m_with.files.in, latentShape(m_request, m_request.count),
                             m_plan.steps() * sampling::drawsAStep(m_plan.sampler));
    if (!given)
        return failure(given);
    m_given = std::move(*given);
    return {};
}

Result<> Generation::preparePasses() {
    const Stopwatch watch;
    auto first = preparePass(m_request, m_plan, m_with.parts);
    if (!first)
        return failure(first);
    m_first.emplace(std::move(*first));
    if (m_request.hires.isOn()) {
        const auto larger = enlargedRequest(m_request, m_with.sizeMultiple);
        auto plan = secondPlan(model().manifest, larger);
        if (!plan)
            return failure(plan);
        auto second = preparePass(larger, std::move(*plan), m_with.parts, m_plan.steps());
        if (!second)
            return failure(second);
        m_second.emplace(std::move(*second));
    }
    m_textSeconds = watch.seconds();
    return {};
}

Result<> Generation::makePicture(int index) {
    Stopwatch watch;
    Timings timings{.text = index == 0 ? m_textSeconds : 0};
    auto latents = denoised(*m_first, index, 0, {});
    if (m_second)
        latents = denoised(*m_second, index, m_plan.steps(), enlarged(latents));
    timings.denoise = watch.seconds();
    if (!m_with.files.out.empty())
        m_latents.push_back(latents.to(at::kCPU));

    sayProgress(Progress::Stage::Decoding, index, steps());
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
        request.noise.variationSeed = plus(*request.noise.variationSeed, index);
    say(ImageReady{index, {std::move(request), m_with.provenance(), timings, std::move(picture)}});
    return {};
}

Result<image::Image> Generation::finishedPicture(const at::Tensor& latents) const {
    auto made = pictureOf(decodeLatents(model(), latents));
    if (const auto* inpaint = std::get_if<Inpaint>(&m_request.task))
        return pastedInto(*inpaint, *m_first->shown, made);
    return made;
}

at::Tensor Generation::enlarged(const at::Tensor& latents) const {
    return enlargedLatents(model(), latents, m_second->request, latentShape(m_second->request, 1));
}

at::Tensor Generation::initialNoise(const Pass& pass, int index, PictureNoise& noise) const {
    const auto& choice = m_request.noise;
    const auto shape = latentShape(pass.request, 1);
    const auto of =
        choice.resizes() ? latentShape(choice.resizeFromWidth, choice.resizeFromHeight, 1) : shape;
    auto initial = noise.next(of);
    if (choice.varies()) {
        PictureNoise other(choice.source, plus(*choice.variationSeed, index));
        initial = betweenNoises(initial, other.next(of), choice.variationStrength);
    }
    if (of != shape)
        initial = laidInto(PictureNoise(choice.source, seedOf(m_request, index)).next(shape), initial);
    if (m_given.latents.defined() && &pass == &*m_first)
        initial = m_given.latents.narrow(0, index, 1);
    return initial.to(model().device);
}

at::Tensor Generation::denoised(const Pass& pass, int index, int stepsBefore, const at::Tensor& enlarged) {
    PictureNoise noise(m_request.noise.source, seedOf(m_request, index));
    BesideLatents beside{pass.start.surroundings, {}, pass.controls};
    if (const auto* upscale = std::get_if<Upscale>(&pass.request.task)) {
        beside.surroundings = noisedLowResolution(model(), *upscale, noise);
        beside.noiseLevel = upscale->noiseLevel;
    }
    PassNetworks networks(model(), pass, std::move(beside));
    auto initial = initialNoise(pass, index, noise);
    if (enlarged.defined())
        initial = sampling::noisedStart(pass.plan, enlarged, initial);
    else if (startsFromPicture(m_request.task))
        initial = sampling::noisedStart(pass.plan, pass.start.underNoise(initial), initial);
    else if (pass.start.kept.any())
        initial = pass.start.kept.inStart(initial,
                                          sampling::noisedStart(pass.plan, pass.start.kept.clean, initial) /
                                              pass.plan.grid.initialScale);
    const auto shape = latentShape(pass.request, 1);
    const bool given = m_given.noise.defined() && !enlarged.defined();
    const auto stepNoise = [&](int step) {
        return given ? m_given.noise.select(0, step).narrow(0, index, 1) : noise.next(shape);
    };
    m_stepWatch.restart();
    sayProgress(Progress::Stage::Denoising, index, stepsBefore);
    return sampling::sample(
        pass.plan, initial,
        [&](const at::Tensor& latents, double timestep) { return networks(latents, timestep); }, stepNoise,
        [&](int step, const at::Tensor& cleanEstimate) {
            networks.setStepsDone(step);
            stepDone(index, stepsBefore + step, cleanEstimate);
        },
        pass.start.kept);
}

void Generation::stepDone(int picture, int step, const at::Tensor& cleanEstimate) {
    bundles::stopIfAsked();
    const auto seconds = m_stepWatch.restart();
    m_timeLeft.stepTook(seconds);
    sayProgress(Progress::Stage::Denoising, picture, step);
    if (step < steps())
        if (auto shown = m_previews.show(cleanEstimate, seconds))
            say(Preview{picture, step, std::move(shown)});
}

void Generation::say(decltype(JobEvent::what) what) const {
    if (m_with.observer)
        m_with.observer({m_with.job, std::move(what)});
}

void Generation::sayProgress(Progress::Stage stage, int picture, int step) const {
    say(Progress{stage, picture, step, steps(), m_timeLeft.seconds(picture, step)});
}

} // namespace latentbrush::pipeline
