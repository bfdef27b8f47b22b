#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "image/image.h"
#include "image/mask.h"

#include <array>
#include <cstdint>

namespace latentbrush::image {

// Masks out of pictures, each of the picture's size. Plain functions, usable from any thread. Errors:
// InvalidRequest for an empty picture or a parameter out of its range; OutOfMemory.

/// How opaque each pixel is; a picture without alpha is opaque everywhere. `inverted` repaints what is
/// transparent.
Result<Mask> maskFromAlpha(const Image& image);

/// How bright each pixel is, as PIL's "L" has it (Rec. 601 on the stored values): white repaints, and a grey
/// picture gives its own values. Alpha is not looked at.
Result<Mask> maskFromLuminance(const Image& image);

/// How white each pixel is: the brightest of its colours times its opacity, so that what is drawn in black
/// and what is not drawn at all repaint nothing. What a mask from another program means.
Result<Mask> maskFromWhiteness(const Image& image);

/// How near each pixel is to `rgb`, by distance in CIE Lab (see lab.h): 255 up to `tolerance`, then falling
/// evenly to 0 at `tolerance + softness`; both at least 0. Alpha is not looked at. Cancelled once the token
/// says so: Lab takes its time.
Result<Mask> maskFromColour(const Image& image, std::array<std::uint8_t, 3> rgb, float tolerance,
                            float softness, const StopToken& stop = {});

/// How far a click reaches.
enum class WandReach {
    Connected,  ///< What hangs together with the pixel (left, right, up, down): bucket and magic wand.
    Everywhere, ///< All of the picture.
};

/// The pixels like the one at (x, y): no channel, alpha included, differs by more than `tolerance` (0 to
/// 255); two fully transparent pixels are alike. Hard: 0 and 255 alone.
Result<Mask> maskByWand(const Image& image, int x, int y, int tolerance, WandReach reach);

/// The other way: a picture as others draw masks, white where the mask is full; RGB.
Image greyPicture(const Mask& mask);

} // namespace latentbrush::image
