#pragma once

#include "image/image.h"
#include "image/mask.h"

#include <torch/script.h>

namespace latentbrush::pipeline {

/// Pictures and masks from 8 bits to what networks take. Transparency of a picture is not looked at.

/// → [1,3,H,W] fp32 in [−1,1]; `pictureOf` is the way back, exact.
at::Tensor tensorOf(const image::Image& picture);

/// → [1,1,H,W] fp32 in [0,1]: how much is to be repainted.
at::Tensor tensorOf(const image::Mask& mask);

/// [1,1,H,W] → [1,1,H/edge,W/edge]: a cell is white when any of its pixels is.
at::Tensor onLatents(const at::Tensor& white, int edge);

} // namespace latentbrush::pipeline
