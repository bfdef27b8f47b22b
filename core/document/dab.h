#pragma once

#include "document/brush.h"
#include "document/tiled_layer.h"

namespace latentbrush::document {

/// One print of a round brush: full up to `innerRadius` from its middle, nothing from `outerRadius` on, a
/// smooth step between them.
struct Dab {
    double x = 0;
    double y = 0;
    double innerRadius = 0; ///< may be negative for a dab smaller than a pixel
    double outerRadius = 0;
    double strength = 0; ///< 0 … 1

    bool operator==(const Dab&) const = default;
};

/// The size of the brush's print in pixels, at least 1.
double diameterAt(const Brush& brush, double pressure);

/// The brush's print at a point, whose numbers are finite.
Dab dabOf(const Brush& brush, const StrokePoint& point);

/// Draws a dab into a mask. Painting raises each pixel to the dab's value there where it is below it, erasing
/// lowers it to 255 less that value: dabs that overlap come to the strongest of them and never exceed its
/// strength, whatever the spacing. Returns the pixels that may have changed, cut to the layer; only tiles
/// with such pixels are made or copied.
Rect drawDab(TiledLayer& mask, const Dab& dab, StrokeMode mode);

} // namespace latentbrush::document
