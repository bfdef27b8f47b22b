#pragma once

#include "document/brush.h"
#include "document/dab.h"

#include <optional>
#include <vector>

namespace latentbrush::document {

/// One stroke, from pen down to pen up: sets dabs along the pen's way at the brush's spacing, however many
/// points the way comes in. Pressure changes evenly between two points. Drawing the same points gives the
/// same pixels.
///
/// An eraser leaves tiles of zeros behind: `dropBlankTiles` with the stroke's rectangle at pen up lets them
/// go. Threads: one object is for one thread at a time.
class BrushStroke {
public:
    BrushStroke(const Brush& brush, StrokeMode mode);

    /// Draws up to the next point into the mask, the first dab at the very first point. Returns the pixels
    /// that may have changed. A point with a number that is not finite is passed over; positions more than
    /// a largest layer's edge outside are taken as that far.
    Rect drawTo(TiledLayer& mask, StrokePoint point);

    /// The dabs that `drawTo` would draw; it counts as having drawn them.
    std::vector<Dab> dabsTo(StrokePoint point);

private:
    double stepFrom(const StrokePoint& point) const;

    Brush m_brush;
    StrokeMode m_mode;
    std::optional<StrokePoint> m_last;
    double m_untilNext = 0; ///< pixels from m_last to the next dab
};

} // namespace latentbrush::document
