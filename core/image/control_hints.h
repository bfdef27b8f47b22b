#pragma once

#include "base/result.h"
#include "image/image.h"

namespace latentbrush::image {

// What ControlNets are shown, made of a picture: three equal channels, white on black, of its size. The
// numbers are those that the networks were trained with (ControlNet's annotators). Plain functions, usable
// from any thread. Errors: InvalidRequest for an empty picture or thresholds out of 0 to 255 or low above
// high; OutOfMemory.

struct CannyThresholds {
    int low = 100;
    int high = 200;
};
/// Edges one pixel wide, found in all channels together.
Result<Image> cannyEdges(const Image& image, CannyThresholds thresholds = {});

/// Strokes as a hand would draw them: where a picture blurred by 5 pixels is at least 16 brighter, in every
/// channel, than one blurred by half a pixel.
Result<Image> scribble(const Image& image);

/// Lines with their strength: how much darker a pixel is, in every channel, than its surroundings (a blur of
/// 6 pixels), scaled so that the usual line is grey 127.
Result<Image> lineArt(const Image& image);

/// A depth map from a file: its brightness stretched over the whole range; a flat one stays as it is.
Result<Image> depthMap(const Image& image);

} // namespace latentbrush::image
