#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// What stands under the mask before the picture is painted again.
enum class MaskedContent {
    Blurred,      ///< The colours around, spread in by blurring ('fill' elsewhere): smooth, at any size fast.
    Telea,        ///< Telea's fast marching inpainting: continues what meets the edge.
    NavierStokes, ///< Bertalmio's fluid inpainting: continues lines and edges.
};

/// The picture with what the mask covers made up from what it does not, mixed in as `mixed` does: pixels with
/// mask 0 stay to the bit. Only pixels with mask 0 are looked at by Telea and NavierStokes, while Blurred
/// takes each pixel by its share of 255 − mask. Transparent pixels give no colour; what is filled in is
/// opaque. Where nothing is left to look at, the fill is the middle grey. Usable from any thread; the time of
/// Blurred depends on the picture's size alone, that of the others on how many pixels the mask covers.
///
/// Errors: InvalidSize when the mask is not of the picture's size; InvalidRequest for an empty picture;
/// OutOfMemory.
Result<Image> filledUnderMask(const Image& image, const Mask& mask, MaskedContent content);

} // namespace latentbrush::image
