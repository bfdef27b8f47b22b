#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/result_strip.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/licences_dialog.h"
#include "ui/dock_set.h"
#include "ui/documents/document_area.h"
#include "ui/documents/document_task.h"
#include "ui/history/history_panel.h"
#include "ui/history/show_in_folder.h"
#include "ui/main_window.h"
#include "ui/messages/task_text.h"
#include "ui/painting/painted_document.h"
#include "ui/painting/painting_view.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/settings_dialog.h"
#include "ui/widgets/command_search.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
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
        askForFile(tr("Read a picture's settings"), tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)"),
                   [this](const QString& file) { offerSettings(file); });
    });
    on(Command::ShowInFolder, [this] { showInFolder(); });
    on(Command::Quit, [this] { close(); });
    on(Command::EditPrompt, [this] { m_card->focusPrompt(); });
    on(Command::EditNegativePrompt, [this] { m_card->openNegative(); });
    on(Command::OpenSettings, [this] { openSettings(); });
    on(Command::PreviousPicture, [this] { flip(-1); });
    on(Command::NextPicture, [this] { flip(1); });
    on(Command::TakeItsSettings, [this] { useRequest(m_shown.request); });
    on(Command::Generate, [this] { generate(); });
    on(Command::FinishThisOne, [this] { m_jobs->cancel(StopDegree::AfterThisPicture); });
    on(Command::CancelJob, [this] { m_jobs->cancel(StopDegree::Now); });
    on(Command::NewSeed, [this] { m_parameters->drawSeed(); });
    connect((*m_actions)[Command::FixedSeed], &QAction::toggled, m_parameters,
            &ParametersPanel::setSeedLocked);
    const auto onView = [this](auto picture, auto document) {
        return [this, picture, document] {
            m_area->current() ? (m_area->view().*document)() : (m_stage->view().*picture)();
        };
    };
    on(Command::Fit, onView(&CanvasView::fit, &PaintingView::fit));
    on(Command::ActualSize, onView(&CanvasView::zoomToActual, &PaintingView::zoomToActual));
    on(Command::ZoomIn, onView(&CanvasView::zoomIn, &PaintingView::zoomIn));
    on(Command::ZoomOut, onView(&CanvasView::zoomOut, &PaintingView::zoomOut));
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
    m_area->view().addAction((*m_actions)[Command::HidePanels]);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, this, &MainWindow::escape);
}

void MainWindow::refresh() {
    const auto& actions = *m_actions;
    for (const auto command : {Command::SearchHistory, Command::HistoryGrid})
        actions[command]->setEnabled(m_history);
    refreshDocumentActions();
    showMaskRule();
    actions[Command::CancelJob]->setEnabled(m_jobs->isBusy());
    actions[Command::FinishThisOne]->setEnabled(m_jobs->isBusy());
    actions[Command::FixedSeed]->setChecked(m_parameters->isSeedLocked());
    using Start = ParametersPanel::Start;
    if (m_parameters->model().enlarges) {
        m_parameters->setStart(Start::Nothing);
        return m_card->setAction(taskText(m_parameters->request()));
    }
    if (const auto* document = m_area->current()) {
        const auto task = frameTask(document->state());
        m_parameters->setStart(task == FrameTask::FillMask        ? Start::Mask
                               : task == FrameTask::ChangePicture ? Start::Picture
                                                                  : Start::Nothing);
        m_card->setAction(documentAction(*document, task));
        return;
    }
    m_parameters->setStart(Start::Nothing);
    const auto request = m_parameters->request();
    m_card->setAction(
        QStringLiteral("%1 · %2 × %3").arg(taskText(request)).arg(request.width).arg(request.height));
}

void MainWindow::flip(int by) {
    if (auto* candidates = m_area->candidates(m_area->current()))
        candidates->choose(candidates->current() + by);
    else
        m_stage->results().choose(m_stage->results().current() + by);
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
    else if (m_area->cancelPending())
        return; // what is only being tried on the canvas
    else if (isFullScreen())
        (*m_actions)[Command::FullScreen]->trigger();
    else if (m_jobs->isBusy())
        m_jobs->cancel(StopDegree::Now);
    else if (const auto* candidates = m_area->candidates(m_area->current());
             candidates && candidates->current() >= 0)
        m_area->rejectCandidates();
    else if (m_area->current())
        m_area->view().setFocus();
    else
        m_stage->view().setFocus();
}

void MainWindow::askForFile(const QString& title, const QString& filter,
                            std::function<void(const QString&)> take) {
    auto* dialog = new QFileDialog(this, title, QString(), filter);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, take);
    dialog->open();
}

void MainWindow::askWhere(const QString& title, const QString& name, const QString& filter,
                          std::function<void(const QString&)> take) {
    auto* dialog = new QFileDialog(
        this, title, QStandardPaths::writableLocation(QStandardPaths::PicturesLocation), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    // It asks about overwriting.
    connect(dialog, &QFileDialog::fileSelected, this, take);
    dialog->open();
}

void MainWindow::savePicture() {
    const auto name =
        m_shown.file.isEmpty() ? QStringLiteral("picture.png") : QFileInfo(m_shown.file).fileName();
    const auto save = [this, shown = m_shown](const QString& target) {
        QtConcurrent::run([shown, to = target.toStdString()] {
            return saveCopy(shown, to);
        }).then(this, [this](const Result<>& done) {
            if (!done)
                showError(done.error());
        });
    };
    askWhere(tr("Save the picture as"), name, tr("PNG picture (*.png)"), save);
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
