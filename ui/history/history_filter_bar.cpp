#include "ui/history/history_filter_bar.h"

#include "ui/widgets/icon.h"

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>

namespace latentbrush::ui {
namespace {

/// Shorter than between two keys of a slow typist's word, longer than between those of a fast one.
constexpr int kTypingPause = 120; // milliseconds

QToolButton* toggle(const char* name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(QString::fromLatin1(name)));
    button->setIconSize({18, 18});
    button->setCheckable(true);
    return button;
}

} // namespace

HistoryFilterBar::HistoryFilterBar(QWidget* parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_model(new QComboBox(this)), m_time(new QComboBox(this)),
      m_favourites(toggle("star", this)), m_bin(toggle("bin", this)), m_count(new QLabel(this)),
      m_grid(toggle("grid", this)), m_typing(new QTimer(this)) {
    m_text->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_text->setClearButtonEnabled(true);
    m_text->setMaxLength(1000);
    m_text->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("muted"));
    m_model->addItem(QString());
    for (const auto time : {Time::All, Time::Today, Time::Week, Time::Month})
        m_time->addItem(QString(), static_cast<int>(time));
    m_model->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_time->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_typing->setSingleShot(true);
    m_typing->setInterval(kTypingPause);
    layOut();
    connect(m_text, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    connect(m_typing, &QTimer::timeout, this, &HistoryFilterBar::changed);
    connect(m_model, &QComboBox::currentIndexChanged, this, &HistoryFilterBar::changed);
    connect(m_time, &QComboBox::currentIndexChanged, this, &HistoryFilterBar::changed);
    connect(m_favourites, &QToolButton::toggled, this, &HistoryFilterBar::changed);
    connect(m_bin, &QToolButton::toggled, this, &HistoryFilterBar::changed);
    connect(m_grid, &QToolButton::toggled, this, &HistoryFilterBar::gridToggled);
    retranslate();
}

void HistoryFilterBar::layOut() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 2);
    row->setSpacing(6);
    row->addWidget(m_text, 3);
    row->addWidget(m_model);
    row->addWidget(m_time);
    row->addWidget(m_favourites);
    row->addWidget(m_bin);
    row->addStretch(2);
    row->addWidget(m_count);
    row->addWidget(m_grid);
    m_text->setMinimumWidth(120);
    m_text->setMaximumWidth(420);
    m_model->setMaximumWidth(220);
}

library::Query HistoryFilterBar::query() const {
    library::Query query;
    query.text = m_text->text().toStdString();
    if (m_model->currentIndex() > 0)
        query.model = m_model->currentText().toStdString();
    query.from = beginOf(static_cast<Time>(m_time->currentData().toInt()));
    query.favouritesOnly = m_favourites->isChecked();
    query.bin = m_bin->isChecked();
    return query;
}

std::optional<library::Moment> HistoryFilterBar::beginOf(Time time) const {
    auto day = QDate::currentDate();
    switch (time) {
    case Time::All:
        return std::nullopt;
    case Time::Today:
        break;
    case Time::Week:
        day = day.addDays(-((day.dayOfWeek() - QLocale().firstDayOfWeek() + 7) % 7));
        break;
    case Time::Month:
        day = day.addDays(1 - day.day());
        break;
    }
    return library::Moment(std::chrono::milliseconds(day.startOfDay().toMSecsSinceEpoch()));
}

void HistoryFilterBar::clear() {
    {
        const QSignalBlocker quiet(this);
        m_text->clear();
        m_model->setCurrentIndex(0);
        m_time->setCurrentIndex(0);
        m_favourites->setChecked(false);
        m_bin->setChecked(false);
        m_typing->stop();
    }
    Q_EMIT changed();
}

void HistoryFilterBar::setModels(const std::vector<library::UsedModel>& models) {
    const auto chosen = m_model->currentIndex() > 0 ? m_model->currentText() : QString();
    const QSignalBlocker quiet(m_model);
    while (m_model->count() > 1)
        m_model->removeItem(1);
    for (const auto& model : models)
        m_model->addItem(QString::fromStdString(model.name));
    // A model whose last picture is gone stays chosen until the person chooses otherwise.
    if (!chosen.isEmpty() && m_model->findText(chosen, Qt::MatchExactly) < 0)
        m_model->addItem(chosen);
    if (!chosen.isEmpty())
        m_model->setCurrentIndex(m_model->findText(chosen, Qt::MatchExactly | Qt::MatchCaseSensitive));
}

void HistoryFilterBar::setCount(int entries) {
    m_entries = entries;
    showCount();
}

void HistoryFilterBar::setGrid(bool grid) {
    m_grid->setChecked(grid);
}

void HistoryFilterBar::focusSearch() {
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

bool HistoryFilterBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_text || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    // Esc acts here while there is something to clear, and belongs to the window otherwise.
    if (key->key() == Qt::Key_Escape && !m_text->text().isEmpty()) {
        if (event->type() == QEvent::KeyPress)
            m_text->clear();
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Down)) {
        Q_EMIT left();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void HistoryFilterBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HistoryFilterBar::showCount() {
    m_count->setText(tr("%n picture(s)", nullptr, m_entries));
}

void HistoryFilterBar::retranslate() {
    const auto say = [](QWidget* widget, const QString& name, const QString& what) {
        widget->setAccessibleName(name);
        widget->setToolTip(what);
    };
    m_text->setPlaceholderText(tr("Search prompts…"));
    say(m_text, tr("Search prompts"), tr("Finds pictures whose prompt holds all these words."));
    m_model->setItemText(0, tr("All models"));
    say(m_model, tr("Model"), tr("Shows only pictures of one model."));
    m_time->setItemText(0, tr("All times"));
    m_time->setItemText(1, tr("Today"));
    m_time->setItemText(2, tr("This week"));
    m_time->setItemText(3, tr("This month"));
    say(m_time, tr("Time"), tr("Shows only pictures made since then."));
    say(m_favourites, tr("Favourites"), tr("Shows only favourites."));
    say(m_bin, tr("Bin"), tr("Shows what was deleted, to bring it back or to let it go for good."));
    say(m_grid, tr("Grid"), tr("Opens the strip to a grid of all pictures, and closes it again."));
    showCount();
}

} // namespace latentbrush::ui
