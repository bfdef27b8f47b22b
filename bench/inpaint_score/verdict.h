#pragma once

#include "image/image.h"
#include "image/mask.h"
#include "inpaint_score/cases.h"

namespace latentbrush::score {

/// What the detector sees of a case's result. An object is in the mask when the middle of its box is.
struct Verdict {
    bool oneObject = false; ///< there is exactly one in the mask
    bool kind = false;      ///< one, and it is of the asked kind
    bool colour = false;    ///< one, and it has the asked colour
    bool unchanged = false; ///< where the effective mask is 0, each pixel is the source's to the bit
    bool others = false;    ///< outside the mask the same kinds and colours are seen as in the source

    /// What the goal asks for.
    bool right() const { return kind && colour && unchanged; }
};

/// The detector gets pixels alone. `effective` has the pictures' size; all are of the native size.
Verdict judge(const InpaintCase& asked, const image::Mask& effective, const image::Image& result);

/// Whether both pictures have the same pixels wherever the mask is 0.
bool unchangedOutside(const image::Image& source, const image::Image& result, const image::Mask& effective);

} // namespace latentbrush::score
