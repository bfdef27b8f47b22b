#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::image {

/// How many pixels are added on each side of a picture; none is below 0.
struct Margins {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    bool operator==(const Margins&) const = default;
};

/// The picture with margins around it, in which its outermost pixels go on: something to start from that has
/// no edge. Any thread. Errors: InvalidRequest for an empty picture or a margin below 0; InvalidSize above
/// 16,384 pixels a side; OutOfMemory.
Result<Image> extended(const Image& image, const Margins& margins);

/// The mask to paint such margins by: 255 in them and `overlap` pixels into the picture on the sides that
/// were extended, 0 elsewhere; `width` and `height` are the picture's before. Errors as above.
Result<Mask> marginMask(int width, int height, const Margins& margins, int overlap);

/// A mask with such margins of 0 around it. Errors as above.
Result<Mask> padded(const Mask& mask, const Margins& margins);

} // namespace latentbrush::image
