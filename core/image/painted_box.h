#pragma once

#include "image/box.h"
#include "image/mask.h"

namespace latentbrush::image {

/// The smallest box around all that is above 0; empty (0 × 0) for a mask without any. Any thread.
Box boundsOf(const Mask& mask);

/// What of a picture is looked at when the inside of `bounds` is painted: the bounds with `padding` pixels
/// around them, widened on its shorter side about its middle to the proportions `across`:`down`, and moved
/// back into the picture where it hangs over. Where the picture is too small for those proportions, the box
/// is cut off at its edges ('only masked' in peers.md 3.6, steps 2 and 3). `bounds` lies within the picture
/// and is not empty; `across` and `down` are at least 1.
Box boxToPaint(const Box& bounds, int padding, int across, int down, int pictureWidth, int pictureHeight);

} // namespace latentbrush::image
