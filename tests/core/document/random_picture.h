#pragma once

#include "image/image.h"

#include <random>

namespace latentbrush::document {

/// Noise, none of it zero.
inline image::Image randomPicture(int width, int height, int channels, std::mt19937& random) {
    image::Image picture{width, height, channels, {}};
    picture.pixels.resize(static_cast<std::size_t>(width) * height * channels);
    for (auto& value : picture.pixels)
        value = static_cast<std::uint8_t>(1 + random() % 255);
    return picture;
}

} // namespace latentbrush::document
