#pragma once

#include "detector/frame.h"
#include "detector/ground_reader.h"
#include "detector/palette.h"

#include <cstdint>
#include <vector>

namespace latentbrush::detector {

/// What a pixel can belong to. 0 to 6 are the named colours in the order of `Colour`.
enum Label : std::uint8_t {
    kNamedFirst = 0,
    kNamedLast = 6,
    kBrown,      ///< roof, door, trunk, mast, basket
    kBlack,      ///< wheels
    kCream,      ///< sails, the stripe of a balloon
    kBackground, ///< sky, ground, shadow, waves, scenery; and windows, which objects enclose
    kUnknown     ///< near no colour of the world
};

inline bool isNamed(std::uint8_t label) {
    return label <= kNamedLast;
}
inline bool isPart(std::uint8_t label) {
    return label <= kCream;
}

using Labels = std::vector<std::uint8_t>; ///< kSide × kSide, rows from the top

/// The nearest colour of the world for each pixel, of those that can be at its height.
Labels labelPixels(const Frame& frame, Time time, const GroundSeen& ground);

} // namespace latentbrush::detector
