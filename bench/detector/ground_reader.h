#pragma once

#include "detector/frame.h"
#include "detector/sighting.h"

#include <optional>

namespace latentbrush::detector {

struct GroundSeen {
    Ground ground;
    int horizon; ///< the first row where most of the background is ground
    Rgb cast;    ///< how far the ground's pixels lie from their colours in the palette
};

/// The ground of a picture of that time: by the last rows, which nothing stands on, and the share of the
/// lower rows in its colours; none without such a ground or without a horizon between it and the sky.
std::optional<GroundSeen> readGround(const Frame& frame, Time time, Rgb skyCast);

} // namespace latentbrush::detector
