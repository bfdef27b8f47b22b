#pragma once

#include "detector/lab.h"
#include "detector/sighting.h"

namespace latentbrush::detector {

/// Colours of the starter world at one time of day, from the tables of docs/picturebook.md.
struct GroundColours {
    Rgb far, near, shadow; ///< the sea has one colour; its shadow is that of the waves
};

struct Palette {
    Rgb skyTop, skyHorizon;
    std::array<Rgb, 4> browns; ///< roof, door, trunk, basket
    Rgb wheel, canvas;
    Rgb disc; ///< sun or moon
    Rgb cloud, star;
    Rgb mountain, peak;
    std::array<Rgb, 7> named;
    std::array<GroundColours, 4> grounds;
};

const Palette& paletteOf(Time time);

/// The sky's colour at a row of a 128 × 128 picture whose horizon is at row `horizon`.
Rgb skyAt(const Palette& palette, int row, int horizon);

} // namespace latentbrush::detector
