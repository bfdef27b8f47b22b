#pragma once

#include "detector/components.h"

namespace latentbrush::detector {

/// The kind whose outline and parts an object fits best, and how well (1: as drawn).
struct Fit {
    Kind kind = Kind::House;
    double likeness = 0;
};

inline constexpr int kGrid = 16; ///< cells across and down

/// An object as shares of its box: for each of 16 × 16 cells the share of named, neutral dark (brown, black),
/// cream and other pixels.
struct Cell {
    float named = 0, dark = 0, cream = 0, other = 0;
};
using Grid = std::array<Cell, kGrid * kGrid>;

Grid gridOf(const Component& object, const Labels& labels);
Fit fitShape(const Component& object, const Labels& labels);

} // namespace latentbrush::detector
