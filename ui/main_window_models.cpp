#include "ui/canvas/canvas_stage.h"
#include "ui/main_window.h"
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
    });
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
