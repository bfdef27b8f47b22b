#pragma once

#include "image/image.h"
#include "image/mask.h"

#include <opencv2/core.hpp>

namespace latentbrush::image {

// OpenCV's views of our values: no copy, valid as long as the value lives. For .cpp files alone: it includes
// OpenCV. A view of a constant value is read, never written.

inline cv::Mat matOf(const Image& image) {
    return {image.height, image.width, CV_8UC(image.channels),
            const_cast<std::uint8_t*>(image.pixels.data())};
}

inline cv::Mat matOf(const Mask& mask) {
    return {mask.height, mask.width, CV_8UC1, const_cast<std::uint8_t*>(mask.values.data())};
}

} // namespace latentbrush::image
