#include "ui/history/history_panel.h"

#include "base/log.h"
#include "ui/history/empty_history.h"
#include "ui/history/history_actions.h"
#include "ui/history/history_filter_bar.h"
#include "ui/history/history_model.h"
#include "ui/history/history_store.h"
#include "ui/history/tile_delegate.h"
#include "ui/history/tile_view.h"
#include "ui/history/undo_bar.h"
#include "ui/widgets/error_bar.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace latentbrush::ui {
namespace {

/// How soon pictures of other programs appear.
constexpr int kLookEvery = 1000; // milliseconds

} // namespace

/// The library as it was last looked at.
struct HistoryPanel::Seen {
    library::Revision revision;
};

HistoryPanel::HistoryPanel(const std::filesystem::path& library, QWidget* parent)
    : QWidget(parent), m_store(new HistoryStore(library, this)), m_model(new HistoryModel(*m_store, this)),
      m_filter(new HistoryFilterBar(this)), m_error(new ErrorBar(this)), m_view(new TileView),
      m_empty(new EmptyHistory), m_undo(new UndoBar(this)), m_seen(std::make_unique<Seen>()) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_view->setItemDelegate(new TileDelegate(m_view));
    m_view->setModel(m_model);
    m_actions = new HistoryActions(*m_store, *m_model, *m_view, *m_undo, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_filter);
    column->addWidget(m_error);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    column->addLayout(m_stack, 1);
    m_error->hide();
    wire();
    retranslate();
}

HistoryPanel::~HistoryPanel() = default;

void HistoryPanel::wire() {
    connect(m_store, &HistoryStore::opened, this, [this] {
        m_error->dismiss();
        readModels();
    });
    connect(m_store, &HistoryStore::failed, this, &HistoryPanel::showError);
    connect(m_model, &HistoryModel::listed, this, &HistoryPanel::listed);
    connect(m_model, &HistoryModel::failed, this, &HistoryPanel::showError);
    connect(m_filter, &HistoryFilterBar::changed, this, &HistoryPanel::narrow);
    connect(m_filter, &HistoryFilterBar::left, this, [this] {
        m_view->setFocus();
        if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
            m_view->setCurrentIndex(m_model->index(0));
    });
    connect(m_filter, &HistoryFilterBar::gridToggled, this, &HistoryPanel::setGrid);
    connect(m_empty, &EmptyHistory::clearAsked, m_filter, &HistoryFilterBar::clear);
    connect(m_actions, &HistoryActions::requestChosen, this, &HistoryPanel::requestChosen);
    connect(m_actions, &HistoryActions::pictureChosen, this, &HistoryPanel::pictureChosen);
    connect(m_actions, &HistoryActions::stateChosen, this, &HistoryPanel::stateChosen);
    connect(m_actions, &HistoryActions::sourceLost, this, &HistoryPanel::showLostSource);
    connect(m_actions, &HistoryActions::failed, this, &HistoryPanel::showError);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, m_actions,
            &HistoryActions::update);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, m_actions,
            &HistoryActions::update);
}

void HistoryPanel::open() {
    if (!std::exchange(m_asked, true))
        m_store->open();
}

bool HistoryPanel::isGrid() const {
    return m_view->form() == TileLayout::Form::Grid;
}

QList<QAction*> HistoryPanel::historyActions() const {
    return m_actions->actions();
}

void HistoryPanel::focusSearch() {
    m_filter->focusSearch();
}

void HistoryPanel::narrow() {
    m_model->setQuery(m_filter->query());
    m_actions->update();
}

void HistoryPanel::listed(int entries) {
    m_filter->setCount(entries);
    m_empty->setReason(m_filter->query().bin    ? EmptyHistory::Reason::BinEmpty
                       : m_filter->isNarrowed() ? EmptyHistory::Reason::NothingFound
                                                : EmptyHistory::Reason::NothingMade);
    m_stack->setCurrentIndex(entries == 0 ? 1 : 0);
    m_actions->update();
}

void HistoryPanel::refresh() {
    m_store->ask(
        this, [](const library::Library& library) { return library.revision(); },
        [this](const Result<library::Revision>& revision) {
            if (!revision) {
                showError(revision.error());
                return;
            }
            if (*revision == m_seen->revision)
                return;
            m_seen->revision = *revision;
            m_model->refresh();
            readModels();
        });
}

void HistoryPanel::readModels() {
    m_store->ask(
        this, [](const library::Library& library) { return library.models(); },
        [this](const Result<std::vector<library::UsedModel>>& models) {
            if (models)
                m_filter->setModels(*models);
        });
}

void HistoryPanel::showError(const Error& error) {
    ErrorBar::Remedy remedy;
    if (error.code == ErrorCode::DatabaseDamaged)
        remedy = {tr("Begin a new history"), [this] { m_store->beginAnew(); }};
    else if (!m_store->library())
        remedy = {tr("Try again"), [this] { m_store->open(); }};
    m_error->showError(error, remedy);
}

void HistoryPanel::showLostSource(const QString& title, const Error& why) {
    // To a person the hash of a lost picture says nothing; it is for the log.
    logMessage(LogLevel::Warning, std::string(nameOf(why.code)) + ": " + why.subject + " " + why.detail);
    m_error->showNotice([title] {
        return ErrorText{tr("A picture that %1 was made from is missing or damaged.").arg(title),
                         tr("Its state cannot be opened. Its prompt and settings are still here, by Enter.")};
    });
}

void HistoryPanel::setGrid(bool grid) {
    if (grid == isGrid())
        return;
    m_view->setForm(grid ? TileLayout::Form::Grid : TileLayout::Form::Strip);
    m_filter->setGrid(grid);
    growDock(grid);
    Q_EMIT gridChanged(grid);
}

void HistoryPanel::growDock(bool grid) {
    QWidget* above = parentWidget();
    while (above && !qobject_cast<QDockWidget*>(above))
        above = above->parentWidget();
    auto* dock = qobject_cast<QDockWidget*>(above);
    auto* window = dock ? qobject_cast<QMainWindow*>(dock->parentWidget()) : nullptr;
    if (!window || dock->isFloating())
        return;
    if (grid)
        m_stripHeight = dock->height();
    const int wanted = grid ? window->height() * 6 / 10 : std::max(m_stripHeight, sizeHint().height());
    window->resizeDocks({dock}, {wanted}, Qt::Vertical);
}

void HistoryPanel::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    open();
    refresh();
    if (m_timer == 0)
        m_timer = startTimer(kLookEvery, Qt::CoarseTimer);
}

void HistoryPanel::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (m_timer != 0)
        killTimer(std::exchange(m_timer, 0));
}

void HistoryPanel::timerEvent(QTimerEvent* event) {
    if (event->timerId() == m_timer)
        refresh();
    else
        QWidget::timerEvent(event);
}

void HistoryPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_undo->place();
}

void HistoryPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    // Files come and go while the person is in another program.
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && isVisible())
        m_model->refresh();
}

void HistoryPanel::retranslate() {
    m_view->setAccessibleName(tr("History"));
    m_view->setAccessibleDescription(
        tr("Pictures, newest first. Enter brings back prompt and settings, Space shows the picture, O opens "
           "all that it was made from."));
    m_actions->update();
}

} // namespace latentbrush::ui
