#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/result_strip.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/licences_dialog.h"
#include "ui/dock_set.h"
#include "ui/history/history_panel.h"
#include "ui/history/show_in_folder.h"
#include "ui/main_window.h"
#include "ui/messages/task_text.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/command_search.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QShortcut>
#include <QStandardPaths>
#include <QtConcurrentRun>

namespace latentbrush::ui {

void MainWindow::wireActions() {
    auto& view = m_stage->view();
    const auto on = [this](Command command, auto act) {
        connect((*m_actions)[command], &QAction::triggered, this, act);
    };
    on(Command::ReadSettings, [this] {
        auto* dialog = new QFileDialog(this, tr("Read a picture's settings"), QString(),
                                       tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)"));
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::offerSettings);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(Command::SavePicture, [this] { savePicture(); });
    on(Command::ShowInFolder, [this] { showInFolder(); });
    on(Command::Quit, [this] { close(); });
    on(Command::CopyPicture, [this] { QApplication::clipboard()->setImage(m_shown.view); });
    on(Command::EditPrompt, [this] { m_card->focusPrompt(); });
    on(Command::EditNegativePrompt, [this] { m_card->openNegative(); });
    on(Command::OpenSettings, [this] {
        auto* dialog = new SettingsDialog(m_preferences, m_languages, m_appearance, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(Command::PreviousPicture, [this] { m_stage->results().choose(m_stage->results().current() - 1); });
    on(Command::NextPicture, [this] { m_stage->results().choose(m_stage->results().current() + 1); });
    on(Command::TakeItsSettings, [this] { useRequest(m_shown.request); });
    on(Command::Generate, [this] { generate(); });
    on(Command::FinishThisOne, [this] { m_jobs->cancel(StopDegree::AfterThisPicture); });
    on(Command::CancelJob, [this] { m_jobs->cancel(StopDegree::Now); });
    on(Command::NewSeed, [this] { m_parameters->drawSeed(); });
    connect((*m_actions)[Command::FixedSeed], &QAction::toggled, m_parameters,
            &ParametersPanel::setSeedLocked);
    on(Command::Fit, [&view] { view.fit(); });
    on(Command::ActualSize, [&view] { view.zoomToActual(); });
    on(Command::ZoomIn, [&view] { view.zoomIn(); });
    on(Command::ZoomOut, [&view] { view.zoomOut(); });
    on(Command::HidePanels, [this](bool hide) { hidePanels(hide); });
    on(Command::FullScreen,
       [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    on(Command::SearchCommands, [this] {
        m_search->open(m_actions->all() + (m_history ? m_history->historyActions() : QList<QAction*>()));
    });
    on(Command::About, [this] { showAbout(); });
    on(Command::AboutQt, [this] { QMessageBox::aboutQt(this); });
    on(Command::Licences, [this] { showLicences(); });
    view.addAction((*m_actions)[Command::HidePanels]);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, this, &MainWindow::escape);
}

void MainWindow::refresh() {
    const auto& actions = *m_actions;
    for (const auto command : {Command::SearchHistory, Command::HistoryGrid})
        actions[command]->setEnabled(m_history);
    const bool hasPicture = !m_shown.view.isNull();
    for (const auto command : {Command::SavePicture, Command::CopyPicture, Command::TakeItsSettings,
                               Command::Fit, Command::ActualSize, Command::ZoomIn, Command::ZoomOut})
        actions[command]->setEnabled(hasPicture);
    actions[Command::ShowInFolder]->setEnabled(!m_shown.file.isEmpty());
    const auto& results = m_stage->results();
    actions[Command::PreviousPicture]->setEnabled(results.current() > 0);
    actions[Command::NextPicture]->setEnabled(results.current() >= 0 &&
                                              results.current() + 1 < results.count());
    actions[Command::CancelJob]->setEnabled(m_jobs->isBusy());
    actions[Command::FinishThisOne]->setEnabled(m_jobs->isBusy());
    actions[Command::FixedSeed]->setChecked(m_parameters->isSeedLocked());
    const auto request = m_parameters->request();
    m_card->setAction(
        QStringLiteral("%1 · %2 × %3").arg(taskText(request)).arg(request.width).arg(request.height));
}

void MainWindow::hidePanels(bool hide) {
    m_docks->hideAll(hide);
    (*m_actions)[Command::HidePanels]->setChecked(hide);
}

void MainWindow::escape() {
    if (m_card->isComposing())
        return;
    auto& errors = m_stage->errorBar();
    if (errors.isVisible())
        errors.dismiss();
    else if (m_card->isNegativeOpen() && m_card->isAncestorOf(focusWidget()))
        m_card->closeNegative();
    else if (isFullScreen())
        (*m_actions)[Command::FullScreen]->trigger();
    else if (m_jobs->isBusy())
        m_jobs->cancel(StopDegree::Now);
    else
        m_stage->view().setFocus();
}

void MainWindow::savePicture() {
    const auto name =
        m_shown.file.isEmpty() ? QStringLiteral("picture.png") : QFileInfo(m_shown.file).fileName();
    auto* dialog = new QFileDialog(this, tr("Save the picture as"),
                                   QStandardPaths::writableLocation(QStandardPaths::PicturesLocation),
                                   tr("PNG picture (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    dialog->selectFile(name);
    // It asks about overwriting.
    connect(dialog, &QFileDialog::fileSelected, this, [this, shown = m_shown](const QString& target) {
        QtConcurrent::run([shown, to = target.toStdString()] {
            return saveCopy(shown, to);
        }).then(this, [this](const Result<>& done) {
            if (!done)
                showError(done.error());
        });
    });
    dialog->open();
}

void MainWindow::showInFolder() {
    ui::showInFolder(m_shown.file, this);
}

void MainWindow::showAbout() {
    auto* dialog = new AboutDialog(m_services.engine, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AboutDialog::licencesAsked, this, &MainWindow::showLicences);
    dialog->open();
}

void MainWindow::showLicences() {
    auto* dialog = new LicencesDialog(m_services.licenceFolders, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace latentbrush::ui
