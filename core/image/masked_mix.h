#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// `over` laid onto `under` through the mask: where it is 0 each pixel is `under`'s to the bit, where it is
/// 255 `over`'s to the bit, in between (under·(255 − m) + over·m) / 255, rounded to the nearest (there are no
/// ties). With alpha the colours are weighed by it, so that the colour below full transparency does not show.
/// An RGB picture over an RGBA one counts as opaque. Usable from any thread.
///
/// Errors: InvalidSize when the three differ in size; InvalidRequest for an RGBA picture over an RGB one;
/// OutOfMemory.
Result<Image> mixed(const Image& under, const Image& over, const Mask& mask);

} // namespace latentbrush::image
