#pragma once

#include "ui/history/tile_layout.h"

#include <QAbstractItemView>

namespace latentbrush::ui {

/// Pictures as tiles, in a strip or a grid. What is in sight is told to a HistoryModel, painted, and nothing
/// else is touched. Scrolls by pixels; the wheel turns a strip sideways, with Ctrl it changes a grid's tiles.
class TileView : public QAbstractItemView {
    Q_OBJECT
public:
    static constexpr int kSmallestEdge = 80, kUsualEdge = 148, kLargestEdge = 256;

    explicit TileView(QWidget* parent = nullptr);

    void setForm(TileLayout::Form form);
    TileLayout::Form form() const { return m_form; }
    /// Of a grid's tiles, in pixels.
    void setEdge(int edge);

    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint& point) const override;
    /// Ids in sight, for tests and for those who load.
    TileLayout::Rows visibleRows() const;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    int horizontalOffset() const override;
    int verticalOffset() const override;
    bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) override;
    QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void startDrag(Qt::DropActions actions) override;
    void reset() override;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;

private:
    void layOut();
    void tellVisibleRows();
    QPoint offset() const { return {horizontalOffset(), verticalOffset()}; }

    TileLayout m_layout;
    TileLayout::Form m_form = TileLayout::Form::Strip;
    int m_edge = kUsualEdge;
};

} // namespace latentbrush::ui
