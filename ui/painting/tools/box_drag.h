#pragma once

#include "document/rect.h"

#include <QPointF>
#include <Qt>
#include <optional>

namespace latentbrush::ui {

/// Where the hand holds a rectangle: -1 the left or top edge, 1 the right or bottom one, 0 neither.
struct BoxGrip {
    int across = 0;
    int down = 0;
    bool moves() const { return across == 0 && down == 0; }
    bool operator==(const BoxGrip&) const = default;
};

/// None outside; `reach` is how far from an edge or corner it is still held, in the rectangle's pixels.
std::optional<BoxGrip> boxGripAt(const document::Rect& box, QPointF at, double reach);
Qt::CursorShape cursorOf(BoxGrip grip);

struct BoxRules {
    double ratio = 0; ///< of width to height, kept; 0: free
    int step = 1;     ///< what lengths (of a moved one, its place) are multiples of
};

/// The rectangle after the hand went `by`: moved, or another size with the opposite edge where it was. At
/// least a step and at most TiledLayer::kMaxEdge long; it may lie anywhere.
document::Rect draggedBox(const document::Rect& was, BoxGrip grip, QPointF by, const BoxRules& rules);

/// The one from corner to corner.
document::Rect drawnBox(QPointF from, QPointF to, const BoxRules& rules);

} // namespace latentbrush::ui
