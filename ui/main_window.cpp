#include "ui/main_window.h"

#include "base/files.h"
#include "library/picture_files.h"
#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/empty_state.h"
#include "ui/canvas/result_strip.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/found_settings_dialog.h"
#include "ui/dialogs/licences_dialog.h"
#include "ui/history/history_panel.h"
#include "ui/messages/task_text.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/panels/queue_panel.h"
#include "ui/settings/appearance.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settings_dialog.h"
#include "ui/settings_import.h"
#include "ui/widgets/command_search.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QShortcut>
#include <QStandardPaths>
#include <QtConcurrentRun>

namespace latentbrush::ui {

namespace {

Result<> saveMade(const FinishedImage& made, const std::filesystem::path& to) {
    const auto png = library::encodePicture(made);
    if (!png)
        return failure(png);
    return writeWhole(to, *png, IfExists::Replace);
}

/// The recorded file has the settings in it.
Result<> copyFile(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto bytes = readWhole(from);
    if (!bytes)
        return failure(bytes);
    return writeWhole(to, std::string_view(*bytes), IfExists::Replace);
}

} // namespace

MainWindow::MainWindow(Services services, Preferences& preferences, LanguageSwitch& languages,
                       Appearance& appearance)
    : m_services(std::move(services)), m_preferences(preferences), m_languages(languages),
      m_appearance(appearance), m_jobs(new JobRunner(m_services.run, m_services.record, this)),
      m_actions(new ActionSet(menuBar())), m_stage(new CanvasStage(this)),
      m_card(new PromptCard(m_services.countTokens)),
      m_parameters(new ParametersPanel(m_services.models, m_services.supports, m_services.devices)),
      m_queue(new QueuePanel(*m_jobs)), m_search(new CommandSearch(this)),
      m_import(new SettingsImport(this)) {
    setWindowIcon(QIcon(QStringLiteral(":/icons/latentbrush.svg")));
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCentralWidget(m_stage);
    m_stage->setCard(m_card);
    auto* parameters = addPanel("parameters", m_parameters, Qt::RightDockWidgetArea);
    auto* queue = addPanel("queue", m_queue, Qt::RightDockWidgetArea);
    resizeDocks({parameters, queue}, {560, 160}, Qt::Vertical);
    resizeDocks({parameters}, {296}, Qt::Horizontal);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    wireActions();
    wirePanels();
    wireJobs();
    retranslate();
    restoreSession();
    refresh();
}

MainWindow::~MainWindow() {
    // The worker may still tell of its end; nothing here hears it any more.
    m_jobs->disconnect(this);
}

QDockWidget* MainWindow::addPanel(const char* name, QWidget* panel, Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(this);
    dock->setObjectName(QString::fromLatin1(name));
    dock->setWidget(panel);
    addDockWidget(area, dock);
    m_docks.append(dock);
    m_actions->addToView(dock->toggleViewAction());
    return dock;
}

void MainWindow::setHistory(HistoryPanel* history) {
    m_history = history;
    connect(history, &HistoryPanel::requestChosen, this, &MainWindow::useRequest);
    connect(history, &HistoryPanel::pictureChosen, this, &MainWindow::showPicture);
    connect(m_jobs, &JobRunner::pictureReady, history, &HistoryPanel::refresh);
    connect((*m_actions)[Command::SearchHistory], &QAction::triggered, this, [history] {
        history->parentWidget()->show();
        history->focusSearch();
    });
    connect((*m_actions)[Command::HistoryGrid], &QAction::triggered, this, [history](bool grid) {
        history->parentWidget()->show();
        history->setGrid(grid);
    });
    connect(history, &HistoryPanel::gridChanged, (*m_actions)[Command::HistoryGrid], &QAction::setChecked);
    auto* dock = addPanel("history", history, Qt::BottomDockWidgetArea);
    resizeDocks({dock}, {150}, Qt::Vertical);
    retranslate();
    restoreState(m_preferences.windowState());
}

void MainWindow::begin() {
    if (m_services.load)
        m_jobs->preload(m_services.load, m_parameters->request());
    m_card->focusPrompt();
}

void MainWindow::wireActions() {
    auto& view = m_stage->view();
    const auto on = [this](Command command, auto act) {
        connect((*m_actions)[command], &QAction::triggered, this, act);
    };
    on(Command::ReadSettings, [this] {
        offerSettings(QFileDialog::getOpenFileName(this, tr("Read a picture's settings"), QString(),
                                                   tr("Pictures (*.png *.jpg *.jpeg *.webp *.tif *.tiff)")));
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

void MainWindow::wirePanels() {
    connect(m_card, &PromptCard::generateAsked, this, &MainWindow::generate);
    connect(m_card, &PromptCard::cancelAsked, m_jobs, &JobRunner::cancel);
    connect(m_parameters, &ParametersPanel::changed, this, &MainWindow::refresh);
    connect(m_parameters, &ParametersPanel::modelChanged, this, [this] {
        const auto model = m_parameters->model();
        m_card->setModel(model.name, model.tokenLimit);
    });
    connect(&m_stage->emptyState(), &EmptyState::exampleChosen, this, [this](const QString& prompt) {
        m_card->setPrompts(prompt, m_card->negativePrompt());
        generate();
    });
    connect(&m_stage->results(), &ResultStrip::chosen, this, &MainWindow::showResult);
    connect(m_import, &SettingsImport::failed, this, &MainWindow::showError);
    connect(m_import, &SettingsImport::nothingFound, this, [this](const QString& file) {
        m_stage->errorBar().showNotice([name = QFileInfo(file).fileName()] {
            return ErrorText{tr("%1 does not say how it was made.").arg(name), tr("Nothing was changed.")};
        });
    });
    connect(m_import, &SettingsImport::found, this,
            [this](const ReadParameters& settings, const QImage& picture) {
                auto* dialog = new FoundSettingsDialog(settings, picture, this);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                connect(dialog, &FoundSettingsDialog::allChosen, this, &MainWindow::useRequest);
                connect(dialog, &FoundSettingsDialog::promptChosen, m_card, &PromptCard::setPrompts);
                dialog->open();
            });
    const auto model = m_parameters->model();
    m_card->setModel(model.name, model.tokenLimit);
}

void MainWindow::useRequest(const GenerationRequest& request) {
    auto usable = request;
    // A picture from elsewhere names a model that may not be here.
    const auto known = [&](const ModelChoice& each) { return each.name.toStdString() == request.model; };
    if (std::none_of(m_services.models.begin(), m_services.models.end(), known))
        usable.model = m_parameters->model().name.toStdString();
    m_parameters->setRequest(usable);
    m_card->setPrompts(QString::fromStdString(request.prompt),
                       QString::fromStdString(request.negativePrompt));
}

void MainWindow::showPicture(const QImage& view, const GenerationRequest& request, const QString& file) {
    m_shown = {view, request, file, nullptr};
    m_following = false;
    m_stage->view().setPicture(view);
    refresh();
}

void MainWindow::showError(const Error& error) {
    ErrorBar::Remedy remedy;
    if (error.code == ErrorCode::InvalidSize) {
        const auto size = m_parameters->nearestSize();
        remedy = {tr("Use %1 × %2").arg(size.width()).arg(size.height()),
                  [this, size] { m_parameters->setSize(size); }};
    } else if (error.code == ErrorCode::ModelNotFound && !m_services.models.empty()) {
        remedy = {tr("Use the starter model"),
                  [this] { m_parameters->chooseModel(m_services.models.front().name); }};
    }
    m_stage->errorBar().showError(error, remedy);
}

void MainWindow::restoreSession() {
    const auto available = screen()->availableGeometry().size();
    resize((available * 0.9).boundedTo({1560, 1000}));
    if (!restoreGeometry(m_preferences.windowGeometry()) && available.height() < 1000)
        setWindowState(Qt::WindowMaximized);
    restoreState(m_preferences.windowState());
    m_actions->operator[](Command::FixedSeed)->setChecked(m_preferences.seedLocked());
    // Empty at the first start, which is no request either.
    if (const auto request = requestFromJsonText(m_preferences.lastRequest().toStdString()))
        useRequest(*request);
    else
        m_card->setPrompts(EmptyState::samplePrompt(), {});
}

void MainWindow::saveSession() {
    auto request = m_parameters->request();
    request.prompt = m_card->prompt().toStdString();
    request.negativePrompt = m_card->negativePrompt().toStdString();
    m_preferences.setLastRequest(QByteArray::fromStdString(toJsonText(request)));
    m_preferences.setSeedLocked(m_parameters->isSeedLocked());
    hidePanels(false);
    m_preferences.setWindow(saveGeometry(), saveState());
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::WindowStateChange)
        (*m_actions)[Command::FullScreen]->setChecked(isFullScreen());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    saveSession();
    QMainWindow::closeEvent(event);
}

void MainWindow::retranslate() {
    setWindowTitle(QStringLiteral("Latentbrush"));
    m_actions->retranslate();
    const std::map<QString, QString> titles{{QStringLiteral("parameters"), tr("Parameters")},
                                            {QStringLiteral("queue"), tr("Queue")},
                                            {QStringLiteral("history"), tr("History")}};
    for (auto* dock : std::as_const(m_docks)) {
        dock->setWindowTitle(titles.at(dock->objectName()));
        dock->toggleViewAction()->setToolTip(tr("Shows or hides this panel."));
    }
    refresh();
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
    if (hide) {
        for (auto* dock : std::as_const(m_docks))
            if (dock->isVisible()) {
                m_hidden.append(dock);
                dock->hide();
            }
    } else {
        for (const auto& dock : std::as_const(m_hidden))
            if (dock)
                dock->show();
        m_hidden.clear();
    }
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
    const auto target = QFileDialog::getSaveFileName(
        this, tr("Save the picture as"),
        QStandardPaths::writableLocation(QStandardPaths::PicturesLocation) + QLatin1Char('/') + name,
        tr("PNG picture (*.png)"));
    if (target.isEmpty())
        return;
    // The dialog has asked about overwriting.
    QtConcurrent::run([made = m_shown.made, from = m_shown.file.toStdString(), to = target.toStdString()] {
        return made ? saveMade(*made, to) : copyFile(from, to);
    }).then(this, [this](const Result<>& done) {
        if (!done)
            showError(done.error());
    });
}

void MainWindow::showInFolder() {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_shown.file).absolutePath()));
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

void MainWindow::offerSettings(const QString& file) {
    if (!file.isEmpty())
        m_import->read(file);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    // What the history drags out is not dropped back in.
    if (!urls.isEmpty() && urls.first().isLocalFile() && !event->source())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    offerSettings(event->mimeData()->urls().value(0).toLocalFile());
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    m_stage->refresh();
}

} // namespace latentbrush::ui
