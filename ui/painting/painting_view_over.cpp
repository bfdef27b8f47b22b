#include "ui/painting/painting_view.h"
#include "ui/painting/rects.h"
#include "ui/painting/split_divider.h"

#include <utility>

namespace latentbrush::ui {

// The picture over the document, and its divider.

void PaintingView::setOver(std::optional<PictureOver> over) {
    if (over && (over->picture.isNull() || over->place.isEmpty()))
        over.reset();
    if (over && over->split)
        over->split = std::clamp(*over->split, 0.0, 1.0);
    updateDivider();
    m_over = std::move(over);
    updateDivider();
    const auto stale = m_screen.deviceRectOf(m_tiles.setOver(m_over));
    m_screen.markDirty(stale);
    updateDevice(stale);
    if (m_hold == Hold::Split && (!m_over || !m_over->split))
        endHold();
}

void PaintingView::updateDivider() {
    if (m_over)
        paintSoon(dividerExtent(*m_over, m_transform, rect()));
}

bool PaintingView::isOverDivider(QPointF view) const {
    return m_over && isOnDivider(*m_over, m_transform, rect(), view);
}

void PaintingView::dragDivider(QPointF view) {
    auto moved = m_over;
    if (!moved)
        return;
    moved->split = splitAt(*moved, m_transform, view);
    if (moved->split == m_over->split)
        return;
    setOver(std::move(moved));
    Q_EMIT splitMoved(*m_over->split);
}

} // namespace latentbrush::ui
