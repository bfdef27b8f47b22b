#pragma once

#include "ui/painting/picture_over.h"

#include <QLineF>

class QPainter;

namespace latentbrush::ui {

class ViewTransform;

// The line between the document and the picture over it, which a person drags. All points are logical pixels
// of the view; `sight` is what of the view is visible. None for a picture that is not split.

/// From top to bottom, as far as it is in sight.
std::optional<QLineF> dividerOf(const PictureOver& over, const ViewTransform& view, const QRect& sight);
/// Whether a press at that point holds it: 6 pixels on both sides.
bool isOnDivider(const PictureOver& over, const ViewTransform& view, const QRect& sight, QPointF at);
/// The split that puts the line below a point, 0 … 1.
double splitAt(const PictureOver& over, const ViewTransform& view, QPointF at);
void paintDivider(QPainter& painter, const PictureOver& over, const ViewTransform& view, const QRect& sight);
/// What paintDivider touches.
QRect dividerExtent(const PictureOver& over, const ViewTransform& view, const QRect& sight);

} // namespace latentbrush::ui
