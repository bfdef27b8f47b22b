#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// The patch with its seam smoothed away by Poisson editing (Pérez et al. 2003): inside the mask its
/// gradients stay and its colours are those that meet the picture's around the mask. The mask counts where it
/// is above 0. At the picture's own edge, where nothing is to be met, the patch's colours hold. Alpha and
/// whatever is farther than a few pixels from the mask are not defined by this: lay the result into the
/// picture with `mixed`. Usable from any thread; time grows with the mask's bounding box.
///
/// Errors: InvalidSize when the three differ in size; OutOfMemory.
Result<Image> poissonBlended(const Image& patch, const Image& picture, const Mask& mask);

} // namespace latentbrush::image
