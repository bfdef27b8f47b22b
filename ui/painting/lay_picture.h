#pragma once

#include "ui/painting/placement.h"

#include "document/tiled_layer.h"

#include <QImage>

namespace latentbrush::ui {

/// The picture, so placed, over what an RGBA layer has; what lies beyond the layer is left out. Smooth, and
/// exact where it is opaque, not scaled, and not turned but by quarters; pixels that it does not reach stay
/// bit by bit. Returns what may have changed. Any thread.
document::Rect layPicture(document::TiledLayer& layer, const QImage& picture, const Placement& placement);

/// How often a picture can be halved and is still as large as it is drawn: from there, smooth drawing misses
/// no pixels.
int halvingsFor(QSize picture, QSizeF drawn);
QImage halved(const QImage& picture, int times);

} // namespace latentbrush::ui
