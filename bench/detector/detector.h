#pragma once

#include "detector/sighting.h"

#include <cstdint>
#include <span>

namespace latentbrush::detector {

/// Says what a picture of the starter world (docs/picturebook.md) shows, from its pixels alone. `rgb`: 8-bit
/// sRGB, interleaved rows from the top left, width × height × 3 values; pictures of other sizes than
/// 128 × 128 are scaled first. Bears some blur, noise and an even cast: README.md has the figures.
/// A picture with too few values or without a side shows nothing. Any thread; always the same answer.
Sighting look(std::span<const std::uint8_t> rgb, int width, int height);

} // namespace latentbrush::detector
