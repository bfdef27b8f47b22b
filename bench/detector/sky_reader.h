#pragma once

#include "detector/frame.h"
#include "detector/sighting.h"

#include <optional>

namespace latentbrush::detector {

struct SkySeen {
    Time time;
    Rgb cast; ///< how far the sky's pixels lie from their colours in the palette, the median of each channel
};

/// The time of day by the sky: the one whose gradient most of the upper rows follow; none when the upper rows
/// follow none or do not change downwards as a sky does.
std::optional<SkySeen> readSky(const Frame& frame);

} // namespace latentbrush::detector
