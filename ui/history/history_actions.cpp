#include "ui/history/history_actions.h"

#include "ui/history/history_model.h"
#include "ui/history/history_store.h"
#include "ui/history/picture_opening.h"
#include "ui/history/show_in_folder.h"
#include "ui/history/tile_view.h"
#include "ui/history/undo_bar.h"
#include "ui/widgets/icon.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QUrl>

namespace latentbrush::ui {
namespace {

constexpr std::array kIcons{"restore", "open", "star", "copy", "copy", "folder", "bin", "restore", "bin"};

} // namespace

HistoryActions::HistoryActions(HistoryStore& store, HistoryModel& model, TileView& view, UndoBar& undo,
                               QObject* parent)
    : QObject(parent), m_store(store), m_model(model), m_view(view), m_undo(undo) {
    m_keys = {QKeySequence(Qt::Key_Return),
              QKeySequence(Qt::Key_Space),
              QKeySequence(Qt::Key_Period),
              QKeySequence(QKeySequence::Copy),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
              QKeySequence(Qt::Key_F),
              QKeySequence(Qt::Key_Delete),
              QKeySequence(Qt::Key_R),
              QKeySequence(Qt::SHIFT | Qt::Key_Delete)};
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
        action->setEnabled((any || kind == EmptyBin) && (kind != Delete || !bin) && (!ofBin || bin));
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
    else
        action->trigger();
    return true;
}

void HistoryActions::trigger(Kind kind) {
    if (kind != EmptyBin && chosenRow() < 0)
        return;
    switch (kind) {
    case Use:
        return open(true);
    case Show:
        return open(false);
    case Favourite:
        return toggleFavourite();
    case Copy:
        return copyPicture();
    case CopyPrompt:
        return copyPrompt();
    case Folder:
        if (const auto file = m_model.fileAt(chosenRow()); !file.isEmpty())
            showInFolder(file, this);
        return;
    case Delete:
        return moveToBin();
    case Restore:
        return restore(chosenIds());
    case EmptyBin:
        return askToEmptyBin();
    case kKinds:
        return;
    }
}

void HistoryActions::open(bool useRequest) {
    m_store.ask(
        this,
        [id = m_model.idAt(chosenRow())](const library::Library& library) {
            return openPicture(library, id);
        },
        [this, useRequest](const Result<OpenedPicture>& opened) {
            if (!opened) {
                Q_EMIT failed(opened.error());
                return;
            }
            const auto& request = opened->details.request;
            if (!opened->view.isNull())
                Q_EMIT pictureChosen(opened->view, request, opened->file);
            if (useRequest)
                Q_EMIT requestChosen(request);
        });
}

void HistoryActions::toggleFavourite() {
    const bool favourite = !m_model.index(chosenRow()).data(HistoryModel::FavouriteRole).toBool();
    m_store.ask(
        this,
        [ids = chosenIds(), favourite](library::Library& library) {
            return library.setFavourite(ids, favourite);
        },
        [this](const Result<>& done) { changed(done); });
}

void HistoryActions::copyPicture() {
    m_store.ask(
        this,
        [id = m_model.idAt(chosenRow())](const library::Library& library) {
            return openPicture(library, id);
        },
        [this](const Result<OpenedPicture>& opened) {
            if (!opened) {
                Q_EMIT failed(opened.error());
                return;
            }
            auto* data = new QMimeData;
            data->setText(opened->infotext);
            if (!opened->view.isNull()) {
                // As it is, with the texts in it.
                if (!opened->png.isEmpty())
                    data->setData(QStringLiteral("image/png"), opened->png);
                data->setImageData(opened->view);
                data->setUrls({QUrl::fromLocalFile(opened->file)});
            }
            QGuiApplication::clipboard()->setMimeData(data);
        });
}

void HistoryActions::copyPrompt() {
    if (const auto* entry = m_model.entryAt(chosenRow()))
        QGuiApplication::clipboard()->setText(QString::fromStdString(entry->prompt));
}

void HistoryActions::moveToBin() {
    const auto ids = chosenIds();
    m_store.ask(
        this, [ids](library::Library& library) { return library.moveToBin(ids); },
        [this, ids](const Result<>& done) {
            changed(done);
            m_undo.offer([count = static_cast<int>(
                              ids.size())] { return tr("%n picture(s) moved to the bin.", nullptr, count); },
                         [this, ids] { restore(ids); });
        });
}

void HistoryActions::restore(const std::vector<library::EntryId>& ids) {
    m_store.ask(
        this, [ids](library::Library& library) { return library.restore(ids); },
        [this](const Result<>& done) { changed(done); });
}

void HistoryActions::askToEmptyBin() {
    auto* question =
        new QMessageBox(QMessageBox::Warning, tr("Empty the bin"),
                        tr("Delete everything in the bin for good?"), QMessageBox::Cancel, &m_view);
    question->setInformativeText(tr("The picture files are deleted too. This cannot be undone."));
    question->setAttribute(Qt::WA_DeleteOnClose);
    auto* empty = question->addButton(tr("Delete for good"), QMessageBox::DestructiveRole);
    question->setDefaultButton(QMessageBox::Cancel);
    connect(empty, &QAbstractButton::clicked, this, [this] {
        m_store.ask(
            this, [](library::Library& library) { return library.emptyBin(); },
            [this](const Result<std::int64_t>& done) {
                changed(done ? Result<>() : Result<>(failure(done)));
            });
    });
    question->open();
}

void HistoryActions::changed(const Result<>& done) {
    m_model.refresh();
    if (!done)
        Q_EMIT failed(done.error());
}

} // namespace latentbrush::ui
