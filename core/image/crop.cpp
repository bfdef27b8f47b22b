#include "image/crop.h"

#include "image/mats.h"

namespace latentbrush::image {

Image cropped(const Image& image, const Box& box) {
    Image result{box.width, box.height, image.channels, {}};
    result.pixels.resize(static_cast<std::size_t>(box.width) * box.height * image.channels);
    matOf(image)(cv::Rect(box.x, box.y, box.width, box.height)).copyTo(matOf(result));
    return result;
}

Mask cropped(const Mask& mask, const Box& box) {
    Mask result = filledMask(box.width, box.height);
    matOf(mask)(cv::Rect(box.x, box.y, box.width, box.height)).copyTo(matOf(result));
    return result;
}

} // namespace latentbrush::image
