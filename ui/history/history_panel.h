#pragma once

#include "image/image.h"
#include "request/generation_request.h"

#include <QImage>
#include <QWidget>
#include <filesystem>
#include <memory>

class QStackedLayout;

namespace latentbrush::ui {

class EmptyHistory;
class ErrorBar;
class HistoryActions;
class HistoryFilterBar;
class HistoryModel;
class HistoryStore;
class TileView;
class UndoBar;

/// Every picture that was made, newest first: a strip that opens to a grid, with search and filters. Reads
/// the library behind the window's back, and follows what this and other programs add to it within a second.
class HistoryPanel : public QWidget {
    Q_OBJECT
public:
    /// `library` is opened, and made when missing, once the panel is shown or `open` is called.
    explicit HistoryPanel(const std::filesystem::path& library, QWidget* parent = nullptr);
    ~HistoryPanel() override;

    void open();
    bool isGrid() const;
    /// Room for the bar and a row of pictures that can be told apart.
    QSize sizeHint() const override { return {900, 184}; }
    QSize minimumSizeHint() const override { return {320, 132}; }
    /// For menus and the command search.
    QList<QAction*> historyActions() const;

public Q_SLOTS:
    /// Looks at once, not within a second: after a picture was recorded.
    void refresh();
    void focusSearch();
    /// In a dock, the dock becomes higher too.
    void setGrid(bool grid);

Q_SIGNALS:
    /// Take over prompt and settings.
    void requestChosen(const GenerationRequest& request);
    /// Show a picture, decoded for painting.
    void pictureChosen(const QImage& view, const GenerationRequest& request, const QString& file);
    /// Go on from what a picture was made of: `request` has every picture of its task, `made` is the picture
    /// itself, null where somebody deleted its file, `title` that file's name without its ending.
    void stateChosen(const GenerationRequest& request, const image::Picture& made, const QString& title);
    void gridChanged(bool grid);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void wire();
    void retranslate();
    void narrow();
    void listed(int entries);
    void showError(const Error& error);
    void showLostSource(const QString& title, const Error& why);
    void readModels();
    void growDock(bool grid);

    HistoryStore* m_store;
    HistoryModel* m_model;
    HistoryFilterBar* m_filter;
    ErrorBar* m_error;
    TileView* m_view;
    EmptyHistory* m_empty;
    UndoBar* m_undo;
    HistoryActions* m_actions;
    QStackedLayout* m_stack;
    struct Seen;
    std::unique_ptr<Seen> m_seen;
    int m_timer = 0;
    int m_stripHeight = 0;
    bool m_asked = false;
};

} // namespace latentbrush::ui
