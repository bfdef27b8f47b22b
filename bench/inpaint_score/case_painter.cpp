#include "inpaint_score/case_painter.h"

#include "base/value_or_throw.h"

namespace latentbrush::score {

namespace {

const std::string kModel = "starter";

} // namespace

CasePainter::CasePainter(const std::filesystem::path& bundle, Inpaint how)
    : m_engine({.starterFolder = bundle}), m_sampling(valueOrThrow(m_engine.describe(kModel)).defaults),
      m_how(std::move(how)) {}

image::Picture CasePainter::paint(const InpaintCase& asked, std::uint64_t seed) {
    GenerationRequest request;
    request.model = kModel;
    request.prompt = asked.prompt;
    setSampling(request, m_sampling);
    request.seed = seed;
    request.task = taskOf(asked, m_how);
    image::Picture picture;
    const auto keep = [&](const JobEvent& event) {
        if (const auto* ready = std::get_if<ImageReady>(&event.what))
            picture = ready->image.picture;
    };
    valueOrThrow(m_engine.generate(request, 1, keep, {}));
    return picture;
}

image::Image CasePainter::laidIn(const InpaintCase& asked, const image::Image& made) const {
    const auto task = taskOf(asked, m_how);
    const auto area = valueOrThrow(pipeline::paintedArea(task, made.width, made.height));
    return valueOrThrow(pipeline::pastedInto(task, area, made));
}

image::Mask CasePainter::effectiveMask(const InpaintCase& asked) const {
    const auto task = taskOf(asked, m_how);
    const auto& picture = *task.init.picture;
    return valueOrThrow(pipeline::paintedArea(task, picture.width, picture.height)).paste;
}

nlohmann::json CasePainter::settings() const {
    return {{"guidance", m_sampling.guidanceScale},
            {"steps", m_sampling.steps},
            {"sampler", idOf(m_sampling.sampler)},
            {"schedule", idOf(m_sampling.schedule)},
            {"strength", m_how.strength}};
}

} // namespace latentbrush::score
