#pragma once

#include "ui/painting/tool_settings.h"

#include "document/document_state.h"
#include "image/mask.h"

#include <QImage>

namespace latentbrush::ui {

/// The mask's pixels in a rectangle within it, and the other way.
image::Mask maskIn(const document::TiledLayer& mask, const document::Rect& rect);
void putMask(document::TiledLayer& mask, const image::Mask& part, int x, int y);

/// A shape (255 = all of it) with its top left at (x, y) into the mask. Returns what may have changed.
document::Rect combineMask(document::TiledLayer& mask, const image::Mask& shape, int x, int y,
                           Combine combine);

/// The same onto the sketch: the colour where the shape is, or with Subtract nothing; Replace clears the
/// sketch first, Intersect keeps what lies in the shape.
document::Rect combineSketch(document::TiledLayer& sketch, const image::Mask& shape, int x, int y,
                             Combine combine, const QColor& colour);

/// Into what is chosen to be painted on.
document::Rect combineInto(document::DocumentState& state, const image::Mask& shape, int x, int y,
                           const ToolValues& values, Combine combine);

/// Colour (or transparency) over `base`, as much as `coverage` says, into `target`, all at the same place.
void layColour(const document::TiledLayer& base, const document::TiledLayer& coverage,
               document::TiledLayer& target, const document::Rect& rect, const QColor& colour, bool erases);

/// A premultiplied picture over an RGBA layer, with its top left at (x, y). Where it is transparent the layer
/// stays bit by bit.
void layImage(document::TiledLayer& layer, const QImage& picture, int x, int y);

/// The picture with the sketch over it, RGBA.
image::Image seenPicture(const document::DocumentState& state);

inline document::LayerId layerOf(PaintTarget target) {
    return target == PaintTarget::Mask ? document::LayerId::Mask : document::LayerId::Sketch;
}

} // namespace latentbrush::ui
