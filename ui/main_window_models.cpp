#include "document/document_file.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/dialogs/consent_dialog.h"
#include "ui/documents/document_area.h"
#include "ui/jobs/picture_view.h"
#include "ui/main_window.h"
#include "ui/painting/painted_document.h"
#include "ui/panels/control_list.h"
#include "ui/panels/parameters_panel.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/error_bar.h"

#include <QFileInfo>
#include <QtConcurrentRun>

namespace latentbrush::ui {
namespace {

struct Found {
    std::vector<ModelChoice> models;
    AddOnNames addOns;
};

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

void MainWindow::findModels() {
    if (!m_services.findModels || !m_services.addOns)
        return;
    QtConcurrent::run([find = m_services.findModels, addOns = m_services.addOns] {
        return Found{find(), addOns()};
    }).then(this, [this](const Found& found) {
        m_services.models = found.models;
        m_parameters->setModels(found.models);
        m_parameters->setLoraChoices(found.addOns.loras);
        m_parameters->setVaeChoices(found.addOns.vaes);
        m_parameters->controls().setChoices(found.addOns.controlNets);
    });
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
