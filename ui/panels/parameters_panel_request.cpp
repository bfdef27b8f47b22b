#include "ui/panels/compute_choice.h"
#include "ui/panels/control_list.h"
#include "ui/panels/lora_list.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/passes_choice.h"
#include "ui/panels/seed_field.h"
#include "ui/panels/size_field.h"
#include "ui/panels/steering_choice.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>

#include <algorithm>

namespace latentbrush::ui {

// From the settings to a request and back.

double ParametersPanel::strength() const {
    return m_painting->strength();
}

Painting ParametersPanel::painting() const {
    return m_painting->painting();
}

void ParametersPanel::setPainting(double pictureStrength, double maskStrength, const Painting& painting) {
    m_painting->setPainting(pictureStrength, maskStrength, painting);
}

void ParametersPanel::takePainting(const Task& task) {
    if (const auto* picture = std::get_if<ImageToImage>(&task))
        setPainting(picture->strength, maskStrength(), painting());
    if (const auto* mask = std::get_if<Inpaint>(&task))
        setPainting(pictureStrength(), mask->strength, mask->painting);
}

void ParametersPanel::drawSeed() {
    m_seed->draw();
}

bool ParametersPanel::isSeedLocked() const {
    return m_seed->isLocked();
}

void ParametersPanel::setSeedLocked(bool locked) {
    m_seed->setLocked(locked);
}

GenerationRequest ParametersPanel::request() const {
    auto request = m_rest;
    request.model = m_model->currentData().toString().toStdString();
    request.sampler = m_pair->sampler();
    request.schedule = m_pair->schedule();
    request.steps = static_cast<int>(m_steps->value());
    request.guidanceScale = m_guidance->value();
    if (model().enlarges)
        request.task = Upscale{};
    m_steering->writeInto(request);
    m_passes->writeInto(request);
    request.controls = m_controls->controls();
    request.prompting.loras = m_loras->loras();
    request.width = m_size->size().width();
    request.height = m_size->size().height();
    request.seed = m_seed->seed();
    request.count = static_cast<int>(m_count->value());
    request.device = m_compute->device();
    request.precision = m_compute->precision();
    // The last picture's seed must stay below the limit.
    request.seed = std::min<std::uint64_t>(*request.seed, GenerationRequest::kSeedLimit -
                                                              static_cast<std::uint64_t>(request.count));
    return request;
}

GenerationRequest ParametersPanel::requestToStart() {
    m_seed->take();
    return request();
}

void ParametersPanel::setRequest(const GenerationRequest& request) {
    {
        const QSignalBlocker quiet(this);
        m_rest = request;
        m_rest.prompt.clear();
        m_rest.negativePrompt.clear();
        chooseModel(QString::fromStdString(request.model));
        m_pair->setPair(request.sampler, request.schedule);
        m_steps->setValue(request.steps);
        m_guidance->setValue(request.guidanceScale);
        m_steering->setFrom(request);
        m_passes->setFrom(request);
        m_controls->setControls(request.controls);
        m_loras->setLoras(request.prompting.loras);
        m_size->setSize(request.width > 0 ? QSize(request.width, request.height) : model().nativeSize);
        if (request.seed)
            m_seed->setSeed(*request.seed);
        m_count->setValue(request.count);
        takePainting(request.task);
        m_compute->setCompute(request.device, request.precision);
    }
    refreshSummaries();
    Q_EMIT modelChanged();
    Q_EMIT changed();
}

} // namespace latentbrush::ui
