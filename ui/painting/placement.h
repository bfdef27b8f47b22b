#pragma once

#include <QPointF>
#include <QPolygonF>
#include <QSizeF>
#include <QTransform>

namespace latentbrush::ui {

/// How a picture lies on a document, in the document's pixels: a plain value.
struct Placement {
    QPointF middle;
    QSizeF size;
    double angle = 0; ///< degrees, clockwise

    /// From pixels of a picture of that size to the document's.
    QTransform transform(QSize picture) const;
    /// From the top left one on, clockwise.
    QPolygonF corners() const;
    /// The point that is held to turn it, `away` above the middle of its upper edge.
    QPointF turnHandle(double away) const;

    bool operator==(const Placement&) const = default;
};

/// What of it is held.
enum class PlacementGrip { None, TopLeft, TopRight, BottomRight, BottomLeft, Turn, Inside };

/// `reach`: how far from a handle it is still held; `away` as for turnHandle.
PlacementGrip placementGripAt(const Placement& placement, QPointF at, double reach, double away);

/// Each from how it was at the press, the pen having gone from one point to another. One that is not turned,
/// or by quarters, lies on whole pixels, where nothing is blurred.
Placement moved(const Placement& was, QPointF by);
/// The corner opposite stays; at least a pixel and at most 16,384 long. `freely`: the proportions may change.
Placement scaled(const Placement& was, PlacementGrip corner, QPointF by, bool freely);
Placement turned(const Placement& was, QPointF from, QPointF to, bool inSteps);
Placement onWholePixels(Placement placement);

} // namespace latentbrush::ui
