#include "ui/panels/control_list.h"
#include "ui/panels/lora_list.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/passes_choice.h"
#include "ui/panels/size_field.h"
#include "ui/panels/steering_choice.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QFileInfo>

#include <algorithm>

namespace latentbrush::ui {

// Which models there are, and what goes with them.

void ParametersPanel::takeModel() {
    const auto chosen = model();
    const bool wasNative = m_nativeSize.isEmpty() || m_size->size() == m_nativeSize;
    m_nativeSize = chosen.nativeSize;
    if (m_pair->sampler() == m_defaults.sampler && m_pair->schedule() == m_defaults.schedule)
        m_pair->setPair(chosen.defaults.sampler, chosen.defaults.schedule);
    m_steps->setUsual(chosen.defaults.steps);
    m_guidance->setUsual(chosen.defaults.guidanceScale);
    m_defaults = chosen.defaults;
    retranslateUsual();
    m_size->setMultiple(chosen.sizeMultiple);
    if (wasNative)
        m_size->setSize(chosen.nativeSize);
}

ModelChoice ParametersPanel::model() const {
    const auto name = m_model->currentData().toString();
    const auto found = std::find_if(m_models.begin(), m_models.end(),
                                    [&](const ModelChoice& each) { return each.name == name; });
    if (found != m_models.end())
        return *found;
    ModelChoice unknown;
    unknown.name = name;
    return unknown;
}

void ParametersPanel::chooseModel(const QString& name) {
    auto row = m_model->findData(name);
    if (row < 0) {
        m_model->addItem(name, name);
        row = m_model->count() - 1;
    }
    m_model->setCurrentIndex(row);
}

void ParametersPanel::offerModels() {
    // A model outside the folders is called by its path.
    for (const auto& model : m_models)
        if (m_model->findData(model.name) < 0)
            m_model->addItem(QFileInfo(model.name).completeBaseName(), model.name);
}

void ParametersPanel::setModels(std::vector<ModelChoice> models) {
    m_models = std::move(models);
    const QSignalBlocker quiet(m_model);
    const auto isOffered = [&](const QString& name) {
        return std::any_of(m_models.begin(), m_models.end(),
                           [&](const ModelChoice& each) { return each.name == name; });
    };
    for (int row = m_model->count() - 1; row >= 0; --row)
        if (row != m_model->currentIndex() && !isOffered(m_model->itemData(row).toString()))
            m_model->removeItem(row);
    offerModels();
    QStringList refiners;
    for (const auto& model : m_models)
        refiners << model.name;
    m_passes->setRefiners(refiners);
    retranslate();
}

void ParametersPanel::setAddOns(const AddOnNames& names) {
    m_loras->setChoices(names.loras);
    m_steering->setVaes(names.vaes);
    m_controls->setChoices(names.controlNets);
}

void ParametersPanel::setReasons(const AddOnReasons& reasons) {
    m_loras->setReasons(reasons.loras);
    m_steering->setVaeReasons(reasons.vaes);
    m_controls->setReasons(reasons.controlNets);
}

void ParametersPanel::chooseVae(const QString& name) {
    m_steering->chooseVae(name);
    m_steeringFold->setOpen(true);
}

void ParametersPanel::addControl(const QString& name) {
    m_controls->add(name);
    m_controlsFold->setOpen(true);
}

void ParametersPanel::addLora(const QString& name) {
    m_loras->add(name);
    m_lorasFold->setOpen(true);
}

} // namespace latentbrush::ui
