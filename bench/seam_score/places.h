#pragma once

#include "image/image.h"
#include "image/mask.h"
#include "seam_score/outline.h"

namespace latentbrush::seam {

/// Where the detector sees objects in a picture of the starter's world: their boxes, 4 pixels wider on each
/// side for shadows and soft edges, as a mask of 255 and 0. The picture is of the native size.
image::Mask objectsIn(const image::Image& picture);

/// The parts of a case's pictures that are compared: by the effective mask and by what stands in the way.
struct Places {
    Outline outline;        ///< at the effective mask's half
    Outline feather;        ///< at eight of its levels
    int reach = 0;          ///< how far the feather goes to either side of the outline, in pixels
    image::Mask objects;    ///< those of source and result
    image::Mask band;       ///< the feather: neither 0 nor 255
    image::Mask inside;     ///< 255
    image::Mask bareBand;   ///< without the objects
    image::Mask bareInside; ///< without the objects
};

/// All masks are of one size. Throws std::runtime_error when they are not.
Places placesOf(const image::Mask& effective, int reach, const image::Mask& objects);

} // namespace latentbrush::seam
