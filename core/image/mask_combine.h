#pragma once

#include "base/result.h"
#include "image/mask.h"

namespace latentbrush::image {

// Two masks into one, pixel by pixel. Usable from any thread. Errors: InvalidSize when the masks differ in
// size (subject: the second's); OutOfMemory.

/// What either has: the greater value.
Result<Mask> added(const Mask& first, const Mask& second);

/// What the first has and the second lacks: the lesser of a and 255 - b.
Result<Mask> subtracted(const Mask& first, const Mask& second);

/// What both have: the lesser value.
Result<Mask> intersected(const Mask& first, const Mask& second);

/// A mask of another size stretched to a picture's: along each edge that shrinks the mean of what a pixel
/// covers, along each that grows linear. A mask of that size already comes back as it is. Errors:
/// InvalidRequest for an empty mask or a size below 1; OutOfMemory.
Result<Mask> fitted(const Mask& mask, int width, int height);

} // namespace latentbrush::image
