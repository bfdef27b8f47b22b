#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "image/box.h"
#include "image/image.h"
#include "image/mask.h"

#include <optional>

namespace latentbrush::image {

/// The object that a rough `stroke` marks, as a hard mask: GrabCut (Rother et al. 2004) learns the colours of
/// the object and of the rest in `iterations` (1 to 20) rounds and cuts where they part. What the stroke
/// covers (128 and above) is surely inside; with a `box`, what lies outside of it is surely not, and the
/// stroke may be empty. Alpha is not looked at. The same input gives the same mask.
///
/// A picture of more than kGrabCutPixels is cut at a smaller size first; the same colours then cut at full
/// size in a band around the edge found, so that the edge is as fine. About a second on one core for a
/// megapixel: never on the window's thread. Errors: InvalidSize when the stroke is not of the picture's size;
/// InvalidRequest without a stroke and a box, for a box outside of the picture, for iterations out of range;
/// OutOfMemory; Cancelled once the token says so, looked at after each round and part of the band.
inline constexpr int kGrabCutPixels = 256 * 256;
Result<Mask> objectMask(const Image& image, const Mask& stroke, std::optional<Box> box = std::nullopt,
                        int iterations = 5, const StopToken& stop = {});

} // namespace latentbrush::image
