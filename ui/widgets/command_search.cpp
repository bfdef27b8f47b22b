#include "ui/widgets/command_search.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace latentbrush::ui {
namespace {

constexpr int kWidth = 520;
constexpr int kShown = 10;
constexpr int kActionRole = Qt::UserRole;
constexpr int kShortcutRole = Qt::UserRole + 1;

QString plainText(const QAction& action) {
    auto text = action.text();
    // "&File", and "ファイル(&F)" as Japanese menus have it.
    if (const auto at = text.indexOf(QStringLiteral("(&")); at >= 0)
        text.remove(at, 4);
    return text.remove(QLatin1Char('&')).remove(QChar(0x2026));
}

/// Keeps the names of commands without an icon in line with the others.
QIcon emptyIcon() {
    QPixmap pixmap(24, 24);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

/// A command with its shortcut at the right edge.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const bool chosen = option.state & QStyle::State_Selected;
        painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -12, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(kShortcutRole).toString());
    }
};

} // namespace

CommandSearch::CommandSearch(QWidget* window)
    : QFrame(window), m_field(new QLineEdit(this)), m_answers(new QListWidget(this)) {
    setObjectName(QStringLiteral("floatingCard"));
    m_answers->setUniformItemSizes(true);
    m_answers->setItemDelegate(new CommandDelegate(m_answers));
    m_answers->setFocusPolicy(Qt::NoFocus);
    m_answers->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_field->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 10, 10, 10);
    column->addWidget(m_field);
    column->addWidget(m_answers);
    connect(m_field, &QLineEdit::textChanged, this, &CommandSearch::list);
    connect(m_answers, &QListWidget::itemClicked, this, &CommandSearch::run);
    hide();
}

void CommandSearch::open(const QList<QAction*>& actions) {
    m_actions = actions;
    m_field->setPlaceholderText(tr("Search all commands"));
    m_field->setAccessibleName(tr("Search all commands"));
    m_field->clear();
    list();
    show();
    raise();
    m_field->setFocus();
}

int CommandSearch::score(const QString& text, const QString& pattern) {
    if (pattern.isEmpty())
        return 1;
    const auto folded = text.toCaseFolded();
    const auto wanted = pattern.trimmed().toCaseFolded();
    if (const auto at = folded.indexOf(wanted); at >= 0)
        return at == 0 ? 1000 : (folded[at - 1].isSpace() ? 900 : 800) - static_cast<int>(at);
    qsizetype from = 0;
    int points = 100;
    for (const auto letter : wanted) {
        if (letter.isSpace())
            continue;
        const auto at = folded.indexOf(letter, from);
        if (at < 0)
            return 0;
        points -= static_cast<int>(at - from);
        from = at + 1;
    }
    return std::max(points, 1);
}

void CommandSearch::list() {
    QList<std::pair<int, QAction*>> found;
    for (auto* action : std::as_const(m_actions))
        if (const auto points = score(plainText(*action), m_field->text()))
            found.append({points, action});
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    m_answers->clear();
    for (const auto& [points, action] : found) {
        auto* item = new QListWidgetItem(action->icon().isNull() ? emptyIcon() : action->icon(),
                                         plainText(*action), m_answers);
        item->setData(kActionRole, QVariant::fromValue(static_cast<QObject*>(action)));
        item->setToolTip(action->toolTip());
        item->setData(kShortcutRole, action->shortcut().toString(QKeySequence::NativeText));
        if (!action->isEnabled())
            item->setFlags(Qt::NoItemFlags);
    }
    m_answers->setCurrentRow(0);
    const auto rows = std::clamp<qsizetype>(found.size(), 1, kShown);
    const auto rowHeight = m_answers->count() ? m_answers->sizeHintForRow(0) : 28;
    m_answers->setFixedHeight(static_cast<int>(rows) * rowHeight + 8);
    layout()->activate();
    resize(std::min(kWidth, parentWidget()->width() - 40), sizeHint().height());
    move((parentWidget()->width() - width()) / 2, 64);
}

void CommandSearch::run() {
    auto* item = m_answers->currentItem();
    if (!item || !(item->flags() & Qt::ItemIsEnabled))
        return;
    hide();
    if (auto* action = qobject_cast<QAction*>(item->data(kActionRole).value<QObject*>()))
        action->trigger();
}

bool CommandSearch::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut && isVisible())
        hide();
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        const bool ours = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Return ||
                          key == Qt::Key_Enter || key == Qt::Key_Escape;
        if (ours && event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            const auto next = m_answers->currentRow() + (key == Qt::Key_Up ? -1 : 1);
            m_answers->setCurrentRow(std::clamp(next, 0, m_answers->count() - 1));
        } else if (key == Qt::Key_Escape)
            hide();
        else if (ours)
            run();
        if (ours)
            return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace latentbrush::ui
