#pragma once

#include "image/image.h"

#include <cmath>
#include <torch/torch.h>

namespace latentbrush::pipeline {

/// How small a difference is beside 1: the PSNR of what lies in [0,1].
inline double decibels(const at::Tensor& difference) {
    return -10 * std::log10(difference.to(at::kDouble).square().mean().item<double>());
}

/// → [1,3,H,W] in [0,1], as the goldens hold pictures.
inline at::Tensor unitTensorOf(const image::Image& picture) {
    auto bytes = torch::empty({picture.height, picture.width, 3}, at::kByte);
    std::copy(picture.pixels.begin(), picture.pixels.end(), bytes.data_ptr<std::uint8_t>());
    return bytes.permute({2, 0, 1}).unsqueeze(0).to(at::kFloat) / 255;
}

} // namespace latentbrush::pipeline
