#pragma once

#include "seam_score/border.h"
#include "seam_score/detail.h"
#include "seam_score/places.h"

namespace latentbrush::seam {

/// How far apart colours lie over an outline: each a mean over cases of the case's mean, so that every case
/// weighs the same.
struct BorderReading {
    Mean step;        ///< neighbours on both sides of the outline
    Mean bareStep;    ///< of those, the ones without an object at them
    Mean bareFeather; ///< such neighbours at all levels of the feather
    Mean bareRise;    ///< from one side of the feather to the other, without objects

    void add(const LabPicture& picture, const Places& places);
    /// The mean over all other places that the outline fits in, as one case; `objects` are the picture's own.
    void addElsewhere(const LabPicture& picture, const Places& places, int pictureWidth,
                      const image::Mask& objects);
};

/// How much detail there is, over the pixels of all cases.
struct DetailReading {
    Spread band;
    Spread inside;
    Spread bareBand;
    Spread bareInside;

    void add(const image::Image& picture, const Places& places);
};

/// What is measured of one kind of picture, such as the results or what they were painted into.
struct SeamReading {
    BorderReading border;
    DetailReading detail;

    void add(const image::Image& picture, const Places& places);
};

} // namespace latentbrush::seam
