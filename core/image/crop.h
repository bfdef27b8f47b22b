#pragma once

#include "image/box.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// The part of a picture or mask that a box within it covers; the box is not empty. Any thread.
Image cropped(const Image& image, const Box& box);
Mask cropped(const Mask& mask, const Box& box);

} // namespace latentbrush::image
