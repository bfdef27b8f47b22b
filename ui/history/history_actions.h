#pragma once

#include "image/image.h"
#include "library/entry.h"

#include <QAction>
#include <QImage>
#include <QKeySequence>
#include <QObject>
#include <array>

class QMenu;

namespace latentbrush::ui {

class HistoryModel;
class HistoryStore;
class TileView;
class UndoBar;

/// What can be done with the chosen pictures: by the context menu, by keys in the view, by double-click. The
/// work is the store's; what it needs of the file system is done there too.
class HistoryActions : public QObject {
    Q_OBJECT
public:
    HistoryActions(HistoryStore& store, HistoryModel& model, TileView& view, UndoBar& undo, QObject* parent);

    /// All of them, for menus and the command search; kept enabled and named by `update`.
    QList<QAction*> actions() const;
    /// After the selection, the query or the language changed.
    void update();

Q_SIGNALS:
    void requestChosen(const GenerationRequest& request);
    void pictureChosen(const QImage& view, const GenerationRequest& request, const QString& file);
    /// `request` has every picture of its task; `made` is null where somebody deleted the file.
    void stateChosen(const GenerationRequest& request, const image::Picture& made, const QString& title);
    /// A picture that the entry called `title` was made from is missing or damaged.
    void sourceLost(const QString& title, const Error& why);
    void failed(const Error& error);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum Kind { Use, Show, State, Favourite, Copy, CopyPrompt, Folder, Delete, Restore, EmptyBin, kKinds };

    QModelIndexList chosen() const;
    std::vector<library::EntryId> chosenIds() const;
    /// The one that single-picture actions mean; -1 without any.
    int chosenRow() const;
    QAction* actionFor(const QKeyEvent& key) const;
    void openMenu(QPoint place);
    void trigger(Kind kind);

    void open(bool useRequest);
    void openState();
    void toggleFavourite();
    void copyPicture();
    void copyPrompt();
    void moveToBin();
    void restore(const std::vector<library::EntryId>& ids);
    void askToEmptyBin();
    void changed(const Result<>& done);

    HistoryStore& m_store;
    HistoryModel& m_model;
    TileView& m_view;
    UndoBar& m_undo;
    std::array<QAction*, kKinds> m_actions;
    std::array<QKeySequence, kKinds> m_keys;
};

} // namespace latentbrush::ui
