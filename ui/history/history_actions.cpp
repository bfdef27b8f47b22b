#include "ui/history/history_actions.h"

#include "ui/history/history_model.h"
#include "ui/history/tile_view.h"
#include "ui/history/undo_bar.h"
#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QMenu>

namespace latentbrush::ui {
namespace {

constexpr std::array kIcons{"restore", "open",   "history", "star",    "copy",
                            "copy",    "folder", "bin",     "restore", "bin"};

} // namespace

HistoryActions::HistoryActions(HistoryStore& store, HistoryModel& model, TileView& view, UndoBar& undo,
                               QObject* parent)
    : QObject(parent), m_store(store), m_model(model), m_view(view), m_undo(undo) {
    m_keys = {QKeySequence(Qt::Key_Return),     QKeySequence(Qt::Key_Space),
              QKeySequence(Qt::Key_O),          QKeySequence(Qt::Key_Period),
              QKeySequence(QKeySequence::Copy), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
              QKeySequence(Qt::Key_F),          QKeySequence(Qt::Key_Delete),
              QKeySequence(Qt::Key_R),          QKeySequence(Qt::SHIFT | Qt::Key_Delete)};
    for (int kind = 0; kind < kKinds; ++kind) {
        auto* action =
            new QAction(icon(QString::fromLatin1(kIcons[static_cast<std::size_t>(kind)])), QString(), this);
        connect(action, &QAction::triggered, this, [this, kind] { trigger(static_cast<Kind>(kind)); });
        m_actions[static_cast<std::size_t>(kind)] = action;
    }
    m_view.installEventFilter(this);
    m_view.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_view, &QWidget::customContextMenuRequested, this, &HistoryActions::openMenu);
    connect(&m_view, &QAbstractItemView::doubleClicked, this, [this] { trigger(Use); });
    update();
}

QList<QAction*> HistoryActions::actions() const {
    return {m_actions.begin(), m_actions.end()};
}

QModelIndexList HistoryActions::chosen() const {
    auto indexes = m_view.selectionModel()->selectedIndexes();
    if (indexes.isEmpty() && m_view.currentIndex().isValid())
        indexes.append(m_view.currentIndex());
    std::sort(indexes.begin(), indexes.end());
    return indexes;
}

std::vector<library::EntryId> HistoryActions::chosenIds() const {
    std::vector<library::EntryId> ids;
    for (const auto& index : chosen())
        ids.push_back(m_model.idAt(index.row()));
    return ids;
}

int HistoryActions::chosenRow() const {
    const auto indexes = chosen();
    if (indexes.contains(m_view.currentIndex()))
        return m_view.currentIndex().row();
    return indexes.isEmpty() ? -1 : indexes.first().row();
}

void HistoryActions::update() {
    const int row = m_view.selectionModel() ? chosenRow() : -1;
    const bool any = row >= 0;
    const bool bin = m_model.query().bin;
    const bool favourite = any && m_model.index(row).data(HistoryModel::FavouriteRole).toBool();
    const std::array<QString, kKinds> texts{tr("Use prompt and settings"),
                                            tr("Show picture"),
                                            tr("Open this state"),
                                            favourite ? tr("Remove from favourites")
                                                      : tr("Add to favourites"),
                                            tr("Copy picture"),
                                            tr("Copy prompt"),
                                            tr("Show in folder"),
                                            tr("Delete"),
                                            tr("Restore"),
                                            tr("Empty the bin…")};
    for (int kind = 0; kind < kKinds; ++kind) {
        auto* action = m_actions[static_cast<std::size_t>(kind)];
        action->setText(texts[static_cast<std::size_t>(kind)]);
        const bool ofBin = kind == Restore || kind == EmptyBin;
        const bool few = kind != State || chosen().size() == 1;
        action->setEnabled((any || kind == EmptyBin) && few && (kind != Delete || !bin) && (!ofBin || bin));
    }
}

void HistoryActions::openMenu(QPoint place) {
    update();
    QMenu menu(&m_view);
    const bool bin = m_model.query().bin;
    for (int kind = 0; kind < kKinds; ++kind) {
        if ((bin && kind == Delete) || (!bin && (kind == Restore || kind == EmptyBin)))
            continue;
        if (kind == Favourite || kind == Copy || kind == Delete || kind == Restore)
            menu.addSeparator();
        const auto* action = m_actions[static_cast<std::size_t>(kind)];
        // The key is only shown here: the view hears it itself, so that it never gets in the way of another.
        auto* item = menu.addAction(
            action->icon(), action->text() + QLatin1Char('\t') +
                                m_keys[static_cast<std::size_t>(kind)].toString(QKeySequence::NativeText));
        item->setEnabled(action->isEnabled());
        connect(item, &QAction::triggered, action, &QAction::trigger);
    }
    menu.exec(m_view.viewport()->mapToGlobal(place));
}

QAction* HistoryActions::actionFor(const QKeyEvent& key) const {
    const auto modifiers = key.modifiers() & ~Qt::KeypadModifier;
    const int code = key.key() == Qt::Key_Enter ? static_cast<int>(Qt::Key_Return) : key.key();
    const QKeySequence typed(QKeyCombination(modifiers, static_cast<Qt::Key>(code)));
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        if (m_keys[kind] == typed)
            return m_actions[kind];
    return nullptr;
}

bool HistoryActions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    const bool undoes = key.matches(QKeySequence::Undo) && m_undo.isOffering();
    update();
    auto* action = actionFor(key);
    if (!undoes && (!action || !action->isEnabled()))
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (undoes)
        m_undo.undo();
    else if (!key.isAutoRepeat()) // a key that is held down does its deed once
        action->trigger();
    return true;
}

} // namespace latentbrush::ui
