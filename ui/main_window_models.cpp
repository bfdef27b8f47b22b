#include "catalogue/find_models.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/dialogs/consent_dialog.h"
#include "ui/history/show_in_folder.h"
#include "ui/main_window.h"
#include "ui/models/folder_watch.h"
#include "ui/models/models_panel.h"
#include "ui/panels/control_list.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/error_bar.h"

#include <QFileInfo>
#include <QPointer>
#include <QProgressDialog>
#include <QtConcurrentRun>

namespace latentbrush::ui {

/// All that lies in the model folders, as the panels show it.
struct MainWindow::FoundModels {
    std::vector<ModelChoice> models;
    AddOnNames addOns;
    std::vector<catalogue::ModelCard> cards;
    QStringList watched;
};

/// Any thread.
MainWindow::FoundModels MainWindow::look(const Services& services) {
    FoundModels found{services.findModels(), services.addOns(), {}, {}};
    if (services.cards)
        found.cards = services.cards();
    if (services.watched)
        found.watched = services.watched(found.cards);
    return found;
}

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
    connect(m_models, &ModelsPanel::importAsked, this, &MainWindow::importModel);
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
    }).then(this, [this](const FoundModels& found) {
        m_finding = false;
        if (m_findAgain)
            return findModels(); // what was found is old already
        take(found);
    });
}

void MainWindow::take(const FoundModels& found) {
    m_services.models = found.models;
    m_parameters->setModels(found.models);
    m_parameters->setAddOns(found.addOns);
    m_models->setCards(found.cards);
    m_watch->watch(found.watched);
    showFits();
}

void MainWindow::showFits() {
    m_models->setModel(m_parameters->model().name);
    m_parameters->setReasons({m_models->reasons(catalogue::CardKind::Lora),
                              m_models->reasons(catalogue::CardKind::Vae),
                              m_models->reasons(catalogue::CardKind::ControlNet)});
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
    controls.setSources({m_services.preprocess, [this] { return pictureToUse(); }, m_services.keptPicture});
    connect(&controls, &ControlList::failed, this, &MainWindow::showError);
}

void MainWindow::importModel(const catalogue::ModelCard& card) {
    const auto name = QFileInfo(QString::fromStdString(card.name)).completeBaseName();
    askWhere(tr("Write %1 as a bundle").arg(name), name + QStringLiteral("-bundle"), tr("Folders (*)"),
             [this, card, name](const QString& folder) { writeBundle(card.name, name, folder); });
}

void MainWindow::writeBundle(const std::string& model, const QString& name, const QString& folder) {
    auto* progress = new QProgressDialog(tr("Writing %1 as a bundle…").arg(name), tr("Cancel"), 0, 0, this);
    progress->setWindowModality(Qt::NonModal);
    progress->setAttribute(Qt::WA_DeleteOnClose);
    progress->show();
    const auto stop = std::make_shared<StopSource>();
    connect(progress, &QProgressDialog::canceled, this, [stop] { stop->request(StopDegree::Now); });
    connect(this, &QObject::destroyed, [stop] { stop->request(StopDegree::Now); });
    QtConcurrent::run([write = m_services.importModel, model, folder, stop] {
        return write(model, folder.toStdString(), stop->token());
    }).then(this, [this, name, folder, progress = QPointer(progress)](const Result<>& written) {
        if (progress)
            progress->deleteLater();
        if (!written && written.error().code != ErrorCode::Cancelled)
            return showError(written.error());
        if (written)
            m_stage->errorBar().showNotice([name, folder] {
                return ErrorText{tr("%1 was written as a bundle.").arg(name), folder};
            });
    });
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
    const auto name = path.toLower();
    // The last two are no models here, but who drops one is to be told that.
    return QFileInfo(path).isDir() || catalogue::endsAsWeights(name.toStdString()) ||
           name.endsWith(QStringLiteral(".gguf")) || name.endsWith(QStringLiteral(".onnx"));
}

/// A model or an add-on from anywhere: it is found with the others from now on, and taken at once.
void MainWindow::useModel(const QString& path) {
    QtConcurrent::run([services = m_services, path] {
        const auto card = services.adopt(path);
        return std::pair(card, card ? look(services) : FoundModels());
    }).then(this, [this](const std::pair<Result<catalogue::ModelCard>, FoundModels>& adopted) {
        const auto& [card, found] = adopted;
        if (!card)
            return showError(card.error());
        m_findAgain = m_finding;
        take(found);
        useCard(*card);
    });
}

} // namespace latentbrush::ui
