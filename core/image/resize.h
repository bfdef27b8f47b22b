#pragma once

#include "base/result.h"
#include "image/image.h"

namespace latentbrush::image {

/// The picture at another size, both at least 1: each pixel is the mean of what it covers where the picture
/// shrinks (no aliasing), Lanczos-4 where it grows. Colour under full transparency does not bleed. Errors:
/// InvalidRequest for an empty picture or a size below 1; OutOfMemory.
Result<Image> resized(const Image& image, int width, int height);

/// The picture with its longer edge at most `longestEdge` pixels, proportions kept, no edge below 1; never
/// enlarged.
Result<Image> thumbnail(const Image& image, int longestEdge);

} // namespace latentbrush::image
