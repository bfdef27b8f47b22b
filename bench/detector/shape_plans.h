#pragma once

#include "detector/shapes.h"

#include <string_view>

namespace latentbrush::detector {

/// How a kind looks, its box divided into 16 × 16 cells: # named colour, % neutral dark (brown, black), o
/// cream or, where the sky behind is as pale, what is behind; . neither, ? anything (windows and edges).
/// Majorities over the objects of drawn pictures.
struct ShapePlan {
    Kind kind;
    float aspect; ///< width / height
    std::array<std::string_view, kGrid> rows;
};

const std::array<ShapePlan, 6>& shapePlans();

} // namespace latentbrush::detector
