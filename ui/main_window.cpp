#include "ui/main_window.h"

#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/empty_state.h"
#include "ui/canvas/result_strip.h"
#include "ui/dialogs/found_settings_dialog.h"
#include "ui/dock_set.h"
#include "ui/documents/document_area.h"
#include "ui/history/history_panel.h"
#include "ui/models/folder_watch.h"
#include "ui/models/models_panel.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/panels/queue_panel.h"
#include "ui/settings/appearance.h"
#include "ui/settings/preferences.h"
#include "ui/settings_import.h"
#include "ui/widgets/command_search.h"
#include "ui/widgets/error_bar.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>

namespace latentbrush::ui {

MainWindow::MainWindow(Services services, Preferences& preferences, LanguageSwitch& languages,
                       Appearance& appearance)
    : m_services(std::move(services)), m_preferences(preferences), m_languages(languages),
      m_appearance(appearance), m_jobs(new JobRunner(m_services.run, m_services.record, this)),
      m_actions(new ActionSet(menuBar())), m_docks(new DockSet(*this, *m_actions)),
      m_stage(new CanvasStage(this)), m_area(new DocumentArea(*m_stage, m_services.workspace, *this)),
      m_card(new PromptCard(m_services.countTokens)),
      m_parameters(new ParametersPanel(m_services.models, m_services.supports, m_services.devices)),
      m_queue(new QueuePanel(*m_jobs)), m_models(new ModelsPanel), m_watch(new FolderWatch(this)),
      m_search(new CommandSearch(this)), m_import(new SettingsImport(this)) {
    setWindowIcon(QIcon(QStringLiteral(":/icons/latentbrush.svg")));
    setAcceptDrops(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCentralWidget(m_area);
    m_stage->setCard(m_card);
    auto* parameters = m_docks->add(QStringLiteral("parameters"), m_parameters, Qt::RightDockWidgetArea);
    auto* queue = m_docks->add(QStringLiteral("queue"), m_queue, Qt::RightDockWidgetArea);
    auto* models = m_docks->add(QStringLiteral("models"), m_models, Qt::LeftDockWidgetArea);
    models->hide(); // the canvas needs the room until somebody looks for a model
    resizeDocks({models}, {300}, Qt::Horizontal);
    resizeDocks({parameters, queue}, {560, 160}, Qt::Vertical);
    resizeDocks({parameters}, {296}, Qt::Horizontal);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);

    wireActions();
    wirePanels();
    wireJobs();
    wireDocuments();
    wireControls();
    wireModels();
    retranslate();
    restoreSession();
    wireSession();
    refresh();
}

MainWindow::~MainWindow() {
    // The worker may still tell of its end; nothing here hears it any more.
    m_jobs->disconnect(this);
}

void MainWindow::setHistory(HistoryPanel* history) {
    m_history = history;
    connect(history, &HistoryPanel::requestChosen, this, &MainWindow::useRequest);
    connect(history, &HistoryPanel::pictureChosen, this, &MainWindow::showPicture);
    connect(history, &HistoryPanel::stateChosen, this, &MainWindow::openState);
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
    auto* dock = m_docks->add(QStringLiteral("history"), history, Qt::BottomDockWidgetArea);
    resizeDocks({dock}, {dock->sizeHint().height()}, Qt::Vertical);
    retranslate();
    restoreState(m_preferences.windowState());
}

void MainWindow::begin() {
    if (m_services.load)
        m_jobs->preload(m_services.load, m_parameters->request());
    m_card->focusPrompt();
    m_area->documents().recover();
    findModels();
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
    connect(m_import, &SettingsImport::nothingFound, &m_area->documents(), &OpenDocuments::open);
    connect(m_import, &SettingsImport::found, this,
            [this](const QString& file, const ReadParameters& settings, const QImage& picture) {
                auto* dialog = new FoundSettingsDialog(settings, picture, this);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                connect(dialog, &FoundSettingsDialog::allChosen, this, &MainWindow::useRequest);
                connect(dialog, &FoundSettingsDialog::promptChosen, m_card, &PromptCard::setPrompts);
                connect(dialog, &FoundSettingsDialog::paintChosen, this,
                        [this, file] { m_area->documents().open(file); });
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
    m_area->showNewPictures();
    m_shown = {view, request, file, nullptr};
    m_following = false;
    m_stage->view().setPicture(view);
    refresh();
}

void MainWindow::showError(const Error& error) {
    if (error.code == ErrorCode::ConsentNeeded && m_services.trust)
        return offerTrust(error, {});
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

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::WindowStateChange)
        (*m_actions)[Command::FullScreen]->setChecked(isFullScreen());
}

void MainWindow::retranslate() {
    setWindowTitle(QStringLiteral("Latentbrush"));
    m_actions->retranslate();
    m_docks->retranslate();
    refresh();
}

void MainWindow::offerSettings(const QString& file) {
    if (file.endsWith(QStringLiteral(".ora"), Qt::CaseInsensitive))
        m_area->documents().open(file);
    else if (!file.isEmpty())
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
    for (const auto& url : event->mimeData()->urls())
        if (isModel(url.toLocalFile()))
            useModel(url.toLocalFile());
        else
            offerSettings(url.toLocalFile());
}

void MainWindow::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    m_stage->refresh();
}

} // namespace latentbrush::ui
