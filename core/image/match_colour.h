#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// The patch with its colours moved to those of the picture it goes into: mean and deviation in CIE Lab,
/// channel by channel, measured where both should show the same, on the pixels with mask 0 at most kMatchBand
/// pixels from the mask. Deviations change by half to double at most. All of the patch is changed, its alpha
/// is not. With too few such pixels (the mask covers the patch) the patch comes back as it is. Usable from
/// any thread.
///
/// Errors: InvalidSize when the three differ in size; OutOfMemory.
Result<Image> colourMatched(const Image& patch, const Image& picture, const Mask& mask);

inline constexpr int kMatchBand = 16;

} // namespace latentbrush::image
