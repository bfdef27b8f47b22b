#pragma once

#include "base/result.h"
#include "image/box.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// What is done to the patch, and to it alone, before it is laid in.
struct SeamRepair {
    bool matchColour = false; ///< See match_colour.h.
    bool poisson = false;     ///< See poisson_seam.h; after the colours are matched.
};

/// The picture with a generated patch pasted into it through the effective `mask` (of the picture's size,
/// with feather and all). `place` says where the patch lands; a patch of another size is scaled to it first
/// as `resized` does, and what hangs over the picture's edges is cut off. In 8 bits as `mixed` does it: where
/// the mask is 0, and outside of the place, each pixel is the picture's to the bit; where it is 255 it is the
/// patch's; in between the mean, rounded to the nearest. Usable from any thread.
///
/// Errors: InvalidSize when the mask is not of the picture's size; InvalidRequest for an empty patch, a place
/// below 1 pixel, an RGBA patch for an RGB picture; OutOfMemory.
Result<Image> pastedBack(const Image& picture, const Image& patch, const Mask& mask, const Box& place,
                         const SeamRepair& repair = {});

} // namespace latentbrush::image
