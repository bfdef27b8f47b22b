#pragma once

#include "picturebook/scene.h"

namespace latentbrush::picturebook {

/// Whether training never shows this combination, so that a test can ask for what was not learned by heart:
/// (kind + 3 colour + 7 ground + 3 time) mod 12 = 7, each counted from 0 in the order of its enum.
/// 32 of the 357 combinations of the world are held out. They touch every kind, colour, ground and time, and
/// each pair of two of the four keeps at least two thirds of its combinations in training.
constexpr bool isHeldOut(Kind kind, Colour colour, Ground ground, Time time) {
    const int sum = static_cast<int>(kind) + 3 * static_cast<int>(colour) + 7 * static_cast<int>(ground) +
                    3 * static_cast<int>(time);
    return sum % 12 == 7;
}

} // namespace latentbrush::picturebook
