#pragma once

#include "sampling/grid.h"

#include <functional>

namespace latentbrush::sampling {

enum class StepEnd {
    Next,         ///< a step ends at σ'
    AncestralDown ///< a step ends at σ_down, before its noise (ancestral.h)
};

/// Gives each step that does not end at 0 a probe halfway in log σ, √(σ·end); `timestepOf` names a σ.
void addMidpoints(Grid& grid, StepEnd end, const std::function<double(double sigma)>& timestepOf);

} // namespace latentbrush::sampling
