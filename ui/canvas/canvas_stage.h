#pragma once

#include <QList>
#include <QWidget>

namespace latentbrush::ui {

class CanvasView;
class EmptyState;
class ErrorBar;
class ResultStrip;
class ZoomPill;

/// The canvas with what floats over it: the card (given from outside) near the lower edge, the pictures of
/// the last job above it, the zoom in a corner, errors along the upper edge, the examples while it is empty.
/// Another view (of a document) can take the picture's place.
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

    /// A view to be shown in the picture's place while `showOther` says so; its zoom is its owner's to wire
    /// to the pill.
    void setOther(QWidget* view);
    void showOther(bool show);
    bool isOtherShown() const { return m_otherShown; }
    ZoomPill& zoomPill() { return *m_zoom; }
    /// Floats above the card while it is visible; the last one added is the highest.
    void addFloating(QWidget* widget);
    /// Hides card and rows while a hand paints below them; they come back afterwards.
    void clearTheWay(bool clear);

Q_SIGNALS:
    /// How much of the lower edge is covered.
    void reservedBelow(int height);

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
    QWidget* m_other = nullptr;
    bool m_otherShown = false;
    QList<QWidget*> m_floating;
    QList<QWidget*> m_outOfTheWay;
};

} // namespace latentbrush::ui
