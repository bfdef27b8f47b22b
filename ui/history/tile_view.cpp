#include "ui/history/tile_view.h"

#include "ui/history/history_model.h"
#include "ui/history/tile_delegate.h"

#include <QDrag>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

namespace latentbrush::ui {

TileView::TileView(QWidget* parent) : QAbstractItemView(parent) {
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setBackgroundRole(QPalette::AlternateBase);
    horizontalScrollBar()->setFocusPolicy(Qt::NoFocus);
    verticalScrollBar()->setFocusPolicy(Qt::NoFocus);
    setForm(m_form);
}

void TileView::setForm(TileLayout::Form form) {
    const auto current = currentIndex();
    m_form = form;
    const bool strip = form == TileLayout::Form::Strip;
    setHorizontalScrollBarPolicy(strip ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(strip ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAlwaysOn);
    updateGeometries();
    if (current.isValid())
        scrollTo(current);
    viewport()->update();
}

void TileView::setEdge(int edge) {
    m_edge = std::clamp(edge, kSmallestEdge, kLargestEdge);
    updateGeometries();
    viewport()->update();
}

void TileView::layOut() {
    const int count = model() ? model()->rowCount() : 0;
    m_layout.set(m_form, viewport()->size(), count, m_edge);
    if (auto* history = qobject_cast<HistoryModel*>(model()))
        history->setThumbnailEdge(
            qFloor((m_layout.edge() - 2 * TileDelegate::kMargin) * devicePixelRatioF()));
}

void TileView::updateGeometries() {
    layOut();
    const auto content = m_layout.contentSize();
    const auto set = [this](QScrollBar* bar, int length, int shown) {
        bar->setRange(0, std::max(0, length - shown));
        bar->setPageStep(shown);
        bar->setSingleStep(m_layout.edge() / 2);
    };
    const bool strip = m_form == TileLayout::Form::Strip;
    set(horizontalScrollBar(), strip ? content.width() : 0, viewport()->width());
    set(verticalScrollBar(), strip ? 0 : content.height(), viewport()->height());
    QAbstractItemView::updateGeometries();
    tellVisibleRows();
}

void TileView::resizeEvent(QResizeEvent* event) {
    // The first picture in sight stays in sight while a grid's columns change.
    const QPersistentModelIndex first = model() ? model()->index(visibleRows().first, 0) : QModelIndex();
    const bool scrolled = offset() != QPoint();
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
    if (scrolled && first.isValid())
        scrollTo(first, PositionAtTop);
}

void TileView::reset() {
    QAbstractItemView::reset();
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(0);
    updateGeometries();
}

int TileView::horizontalOffset() const {
    return horizontalScrollBar()->value();
}
int TileView::verticalOffset() const {
    return verticalScrollBar()->value();
}

QRect TileView::visualRect(const QModelIndex& index) const {
    return index.isValid() ? m_layout.tile(index.row()).translated(-offset()) : QRect();
}

QModelIndex TileView::indexAt(const QPoint& point) const {
    const int row = m_layout.tileAt(point + offset());
    return row < 0 || !model() ? QModelIndex() : model()->index(row, 0);
}

TileLayout::Rows TileView::visibleRows() const {
    return m_layout.rowsIn(viewport()->rect().translated(offset()));
}

void TileView::tellVisibleRows() {
    const auto rows = visibleRows();
    if (auto* history = qobject_cast<HistoryModel*>(model()))
        history->setVisibleRows(rows.first, rows.last);
}

void TileView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    if (!index.isValid())
        return;
    const auto tile = m_layout.tile(index.row())
                          .adjusted(-TileLayout::kGap, -TileLayout::kGap, TileLayout::kGap, TileLayout::kGap);
    const auto move = [hint](QScrollBar* bar, int first, int last, int shown) {
        if (hint == PositionAtTop || first < bar->value())
            bar->setValue(first);
        else if (last > bar->value() + shown)
            bar->setValue(last - shown);
    };
    if (m_form == TileLayout::Form::Strip)
        move(horizontalScrollBar(), tile.left(), tile.right() + 1, viewport()->width());
    else
        move(verticalScrollBar(), tile.top(), tile.bottom() + 1, viewport()->height());
}

QModelIndex TileView::moveCursor(CursorAction action, Qt::KeyboardModifiers) {
    const int count = model() ? model()->rowCount() : 0;
    if (count == 0)
        return {};
    if (!currentIndex().isValid())
        return model()->index(0, 0);
    const int row = currentIndex().row();
    const int line = m_form == TileLayout::Form::Strip ? 1 : m_layout.columns();
    const auto shown =
        m_layout.form() == TileLayout::Form::Strip ? viewport()->width() : viewport()->height();
    const int page = std::max(1, shown / (m_layout.edge() + TileLayout::kGap)) * line;
    const int target = [&] {
        switch (action) {
        case MoveLeft:
        case MovePrevious:
            return row - 1;
        case MoveRight:
        case MoveNext:
            return row + 1;
        case MoveUp:
            return row - line < 0 ? row : row - line;
        case MoveDown:
            return row + line >= count ? row : row + line;
        case MovePageUp:
            return row - page;
        case MovePageDown:
            return row + page;
        case MoveHome:
            return 0;
        case MoveEnd:
            return count - 1;
        }
        return row;
    }();
    return model()->index(std::clamp(target, 0, count - 1), 0);
}

void TileView::setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags flags) {
    QItemSelection selection;
    const auto area = rect.normalized().translated(offset());
    const auto rows = m_layout.rowsIn(area);
    for (int row = rows.first; row <= rows.last; ++row)
        if (m_layout.tile(row).intersects(area))
            selection.select(model()->index(row, 0), model()->index(row, 0));
    selectionModel()->select(selection, flags);
}

QRegion TileView::visualRegionForSelection(const QItemSelection& selection) const {
    QRegion region;
    const auto seen = visibleRows();
    for (const auto& range : selection)
        for (int row = std::max(range.top(), seen.first); row <= std::min(range.bottom(), seen.last); ++row)
            region += visualRect(model()->index(row, 0));
    return region;
}

void TileView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const auto under = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    const bool hovered = viewport()->underMouse();
    const auto rows = m_layout.rowsIn(event->rect().translated(offset()));
    for (int row = rows.first; row <= rows.last; ++row) {
        const auto index = model()->index(row, 0);
        auto tile = option;
        tile.rect = visualRect(index);
        tile.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        tile.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        tile.state.setFlag(QStyle::State_MouseOver, hovered && index == under);
        itemDelegate()->paint(&painter, tile, index);
    }
}

void TileView::scrollContentsBy(int dx, int dy) {
    viewport()->scroll(dx, dy);
    tellVisibleRows();
}

void TileView::wheelEvent(QWheelEvent* event) {
    const auto turned = event->angleDelta();
    if (m_form == TileLayout::Form::Grid && event->modifiers().testFlag(Qt::ControlModifier)) {
        setEdge(m_edge + turned.y() / 8);
        event->accept();
        return;
    }
    if (m_form != TileLayout::Form::Strip || turned.x() != 0) {
        QAbstractItemView::wheelEvent(event);
        return;
    }
    const int pixels =
        event->pixelDelta().isNull() ? turned.y() * m_layout.edge() / 120 : event->pixelDelta().y();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - pixels);
    event->accept();
}

void TileView::startDrag(Qt::DropActions actions) {
    auto* data = model()->mimeData(selectedIndexes());
    if (!data)
        return;
    auto* drag = new QDrag(this);
    drag->setMimeData(data);
    const auto picture = currentIndex().data(Qt::DecorationRole).value<QImage>();
    if (!picture.isNull())
        drag->setPixmap(
            QPixmap::fromImage(picture.scaled(96, 96, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    drag->exec(actions & Qt::CopyAction ? Qt::CopyAction : actions);
}

// New pictures push what is being looked at along, instead of moving it away; at the beginning they are
// shown.
void TileView::rowsInserted(const QModelIndex& parent, int first, int last) {
    QAbstractItemView::rowsInserted(parent, first, last);
    const auto seen = visibleRows();
    const bool scrolled = offset() != QPoint();
    updateGeometries();
    if (scrolled && first <= seen.first) {
        auto* bar = m_form == TileLayout::Form::Strip ? horizontalScrollBar() : verticalScrollBar();
        const int lines = (last - first + 1) / (m_form == TileLayout::Form::Strip ? 1 : m_layout.columns());
        bar->setValue(bar->value() + lines * (m_layout.edge() + TileLayout::kGap));
    }
    viewport()->update();
}

void TileView::dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                           const QList<int>& roles) {
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    viewport()->update();
}

} // namespace latentbrush::ui
