#pragma once

#include "image/mask.h"

#include <vector>

namespace latentbrush::seam {

/// Where an outline passes between two neighbouring pixels: (x, y) is inside, (x + dx, y + dy), to the left,
/// to the right, above or below it, is outside.
struct Crossing {
    int x = 0;
    int y = 0;
    int dx = 0;
    int dy = 0;
    bool operator==(const Crossing&) const = default;
};

using Outline = std::vector<Crossing>;

/// The mask's outline: inside is `level` and above, by default the half. The picture's edge is no outline.
Outline outlineOf(const image::Mask& mask, int level = image::kMaskInside);

/// The outlines at eight levels from 16 to 240, all in one: the steps that a soft edge takes.
Outline featherOf(const image::Mask& mask);

/// The same outline, moved to the right.
Outline moved(Outline outline, int columns);
/// The same outline, left and right swapped about the middle of a picture so wide.
Outline mirrored(Outline outline, int pictureWidth);

/// The outline as it is and mirrored, at every eighth column where all of it fits into the picture, but for
/// where it would lie less than 8 columns beside its own place. Moved sideways only, so that it crosses sky,
/// horizon and ground as it does at its own place.
std::vector<Outline> laidElsewhere(const Outline& outline, int pictureWidth);

} // namespace latentbrush::seam
