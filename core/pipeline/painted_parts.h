#pragma once

#include "image/image.h"

#include <torch/script.h>

namespace latentbrush::pipeline {

/// Pictures and masks between 8 bits and what networks take. Transparency of a picture is not looked at;
/// transparency of a mask is black.

/// → [1,3,H,W] fp32 in [−1,1]; `pictureOf` is the way back, exact.
at::Tensor tensorOf(const image::Image& picture);

/// How white a mask's pixel is, 0 to 255: the brightest of its colours, times its opacity.
std::uint8_t whitenessAt(const image::Image& mask, int x, int y);

/// → [1,1,H,W] fp32: 1 where a mask is at least half white, else 0.
at::Tensor whiteOf(const image::Image& mask);

/// [1,1,H,W] → [1,1,H/edge,W/edge]: a cell is white when any of its pixels is.
at::Tensor onLatents(const at::Tensor& white, int edge);

/// `made` in RGB over `init`, mixed pixel by pixel by the mask's whiteness: where the mask is black, init's
/// bits. All of one size.
image::Image pastedOver(const image::Image& init, const image::Image& mask, image::Image made);

} // namespace latentbrush::pipeline
