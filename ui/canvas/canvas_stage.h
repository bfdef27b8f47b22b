#pragma once

#include <QWidget>

namespace latentbrush::ui {

class CanvasView;
class EmptyState;
class ErrorBar;
class ResultStrip;
class ZoomPill;

/// The canvas with what floats over it: the card (given from outside) near the lower edge, the pictures of
/// the last job above it, the zoom in a corner, errors along the upper edge, the examples while it is empty.
class CanvasStage : public QWidget {
    Q_OBJECT
public:
    explicit CanvasStage(QWidget* parent = nullptr);

    CanvasView& view() { return *m_view; }
    ErrorBar& errorBar() { return *m_errors; }
    ResultStrip& results() { return *m_results; }
    EmptyState& emptyState() { return *m_empty; }
    /// Takes the card; it is placed anew whenever its size changes.
    void setCard(QWidget* card);
    void refresh();

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    CanvasView* m_view;
    EmptyState* m_empty;
    ZoomPill* m_zoom;
    ResultStrip* m_results;
    ErrorBar* m_errors;
    QWidget* m_card = nullptr;
};

} // namespace latentbrush::ui
