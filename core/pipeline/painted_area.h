#pragma once

#include "base/result.h"
#include "image/box.h"
#include "image/image.h"
#include "image/mask.h"
#include "request/task.h"

namespace latentbrush::pipeline {

/// What a network is shown of a task's picture, and how what it made comes back. Free of torch; any thread.
struct PaintedArea {
    image::Box box;       ///< what of the picture is shown
    image::Image picture; ///< that, at the size of generation; under the mask what the painting begins with
    image::Mask mask;     ///< the effective mask there, at the same size; empty without a mask, as `paste` is
    image::Mask paste;    ///< of the picture's size: what mixes the made patch into it, and nothing else does
};

/// The effective mask is the request's (white = repaint; turned round where it says so), feathered by its
/// blur. Of a mask without any white the box is the whole picture. Both pictures are there and of one size.
/// InvalidSize, OutOfMemory.
Result<PaintedArea> paintedArea(const Inpaint& task, int width, int height);

/// All of the picture, to be made over.
Result<PaintedArea> paintedArea(const ImageToImage& task, int width, int height);

/// `made`, at the size of generation, laid into the request's picture: where `area.paste` is 0, the picture's
/// bits.
Result<image::Image> pastedInto(const Inpaint& task, const PaintedArea& area, const image::Image& made);

} // namespace latentbrush::pipeline
