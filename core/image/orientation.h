#pragma once

#include "image/image.h"

namespace latentbrush::image {

/// The picture turned upright from an EXIF orientation (1 to 8; 1 and all else: as it is). 5 to 8 swap width
/// and height.
Image upright(Image image, int orientation);

} // namespace latentbrush::image
