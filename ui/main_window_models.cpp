#include "document/document_file.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/dialogs/consent_dialog.h"
#include "ui/documents/document_area.h"
#include "ui/history/show_in_folder.h"
#include "ui/jobs/picture_view.h"
#include "ui/main_window.h"
#include "ui/models/folder_watch.h"
#include "ui/models/models_panel.h"
#include "ui/painting/painted_document.h"
#include "ui/panels/control_list.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/error_bar.h"

#include <QFileInfo>
#include <QtConcurrentRun>

namespace latentbrush::ui {
namespace {

struct Found {
    std::vector<ModelChoice> models;
    AddOnNames addOns;
    std::vector<catalogue::ModelCard> cards;
    QStringList watched;
};

Found look(const Services& services) {
    Found found{services.findModels(), services.addOns(), {}, {}};
    if (services.cards)
        found.cards = services.cards();
    if (services.watched)
        found.watched = services.watched(found.cards);
    return found;
}

} // namespace

void MainWindow::openSettings() {
    const auto folders = m_services.modelFolders ? m_services.modelFolders() : QStringList();
    auto* dialog = new SettingsDialog(m_preferences, m_languages, m_appearance, folders, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::modelFoldersChanged, this, [this](const QStringList& folders) {
        if (const auto kept = m_services.setModelFolders(folders); !kept)
            showError(kept.error());
        findModels();
    });
    dialog->open();
}

void MainWindow::wireModels() {
    m_models->setHashOf(m_services.hashOf);
    connect(m_models, &ModelsPanel::chosen, this, &MainWindow::useCard);
    connect(m_models, &ModelsPanel::settingsAsked, this, &MainWindow::openSettings);
    connect(m_models, &ModelsPanel::failed, this, &MainWindow::showError);
    connect(m_models, &ModelsPanel::showInFolderAsked, this,
            [this](const QString& file) { ui::showInFolder(file, this); });
    connect(m_watch, &FolderWatch::changed, this, &MainWindow::findModels);
    connect(m_parameters, &ParametersPanel::modelChanged, this, &MainWindow::showFits);
    connect(m_parameters, &ParametersPanel::modelsAsked, this, [this] {
        m_models->parentWidget()->show();
        m_models->parentWidget()->raise();
        m_models->focusSearch();
    });
}

void MainWindow::findModels() {
    if (!m_services.findModels || !m_services.addOns)
        return;
    // One look at a time: an older answer must not come after a newer one.
    m_findAgain = m_finding;
    if (std::exchange(m_finding, true))
        return;
    QtConcurrent::run([services = m_services] {
        return look(services);
    }).then(this, [this](const Found& found) {
        m_services.models = found.models;
        m_parameters->setModels(found.models);
        m_parameters->setLoraChoices(found.addOns.loras);
        m_parameters->setVaeChoices(found.addOns.vaes);
        m_parameters->controls().setChoices(found.addOns.controlNets);
        m_models->setCards(found.cards);
        m_watch->watch(found.watched);
        showFits();
        m_finding = false;
        if (m_findAgain)
            findModels();
    });
}

void MainWindow::showFits() {
    m_models->setModel(m_parameters->model().name);
    m_parameters->setLoraReasons(m_models->reasons(catalogue::CardKind::Lora));
}

void MainWindow::useCard(const catalogue::ModelCard& card) {
    const auto name = QString::fromStdString(card.name);
    switch (card.kind) {
    case catalogue::CardKind::Model:
        return m_parameters->chooseModel(name);
    case catalogue::CardKind::Lora:
        return m_parameters->addLora(name);
    case catalogue::CardKind::Embedding:
        return m_card->insertWord(name);
    case catalogue::CardKind::Vae:
        return m_parameters->chooseVae(name);
    case catalogue::CardKind::ControlNet:
        return m_parameters->addControl(name);
    }
}

void MainWindow::wireControls() {
    auto& controls = m_parameters->controls();
    const auto canvasPicture = [this]() -> std::function<image::Picture()> {
        if (const auto* document = m_area->current())
            return [state = document->state()] {
                return std::make_shared<const image::Image>(document::flattened(state));
            };
        if (m_shown.made)
            return [made = m_shown.made] { return made->picture; };
        if (!m_shown.view.isNull())
            return [view = m_shown.view] { return toPicture(view); };
        return nullptr;
    };
    controls.setSources({m_services.preprocess, canvasPicture, m_services.keptPicture});
    connect(&controls, &ControlList::failed, this, &MainWindow::showError);
}

void MainWindow::offerTrust(const Error& error, std::function<void()> again) {
    m_stage->errorBar().showError(error, {tr("Trust this model…"), [this, error, again = std::move(again)] {
                                              askForTrust(error, again);
                                          }});
}

void MainWindow::askForTrust(const Error& error, std::function<void()> again) {
    auto* dialog = new ConsentDialog(error, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, error, again = std::move(again)] {
        if (const auto trusted = m_services.trust(error.detail); !trusted)
            return showError(trusted.error());
        if (again)
            again();
    });
    dialog->open();
}

bool MainWindow::isModel(const QString& path) {
    const QFileInfo file(path);
    return file.isDir() || file.suffix().compare(QStringLiteral("safetensors"), Qt::CaseInsensitive) == 0;
}

void MainWindow::useModel(const QString& path) {
    QtConcurrent::run([describe = m_services.describe, path] {
        return describe(path);
    }).then(this, [this](const Result<ModelChoice>& model) {
        if (!model)
            return showError(model.error());
        if (std::none_of(m_services.models.begin(), m_services.models.end(),
                         [&](const ModelChoice& each) { return each.name == model->name; }))
            m_services.models.push_back(*model);
        m_parameters->setModels(m_services.models);
        m_parameters->chooseModel(model->name);
    });
}

} // namespace latentbrush::ui
