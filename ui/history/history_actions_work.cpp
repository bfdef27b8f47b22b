#include "ui/history/history_actions.h"

#include "ui/history/history_model.h"
#include "ui/history/history_store.h"
#include "ui/history/picture_opening.h"
#include "ui/history/show_in_folder.h"
#include "ui/history/state_opening.h"
#include "ui/history/tile_view.h"
#include "ui/history/undo_bar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

namespace latentbrush::ui {

void HistoryActions::trigger(Kind kind) {
    if (kind != EmptyBin && chosenRow() < 0)
        return;
    switch (kind) {
    case Use:
        return open(true);
    case Show:
        return open(false);
    case State:
        return openState();
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

void HistoryActions::openState() {
    m_store.ask(
        this,
        [id = m_model.idAt(chosenRow())](const library::Library& library) {
            return ui::openState(library, id);
        },
        [this](const Result<OpenedState>& opened) {
            if (!opened)
                Q_EMIT failed(opened.error());
            else if (opened->lost)
                Q_EMIT sourceLost(opened->title, *opened->lost);
            else
                Q_EMIT stateChosen(opened->request, opened->made, opened->title);
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
