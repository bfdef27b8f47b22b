#include "image/mask_combine.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace latentbrush::image {

namespace {

std::string sizeText(int width, int height) {
    return std::to_string(width) + "x" + std::to_string(height);
}

template <class Combine>
Result<Mask> combined(const Mask& first, const Mask& second, Combine&& combine) {
    if (first.width != second.width || first.height != second.height)
        return failure(ErrorCode::InvalidSize, sizeText(second.width, second.height),
                       "not " + sizeText(first.width, first.height));
    return guarded([&]() -> Result<Mask> {
        Mask result = first;
        std::transform(first.values.begin(), first.values.end(), second.values.begin(), result.values.begin(),
                       combine);
        return result;
    });
}

} // namespace

Result<Mask> added(const Mask& first, const Mask& second) {
    return combined(first, second, [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); });
}

Result<Mask> subtracted(const Mask& first, const Mask& second) {
    return combined(first, second, [](std::uint8_t a, std::uint8_t b) {
        return std::min(a, static_cast<std::uint8_t>(255 - b));
    });
}

Result<Mask> intersected(const Mask& first, const Mask& second) {
    return combined(first, second, [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); });
}

Result<Mask> fitted(const Mask& mask, int width, int height) {
    if (mask.empty() || width < 1 || height < 1)
        return failure(ErrorCode::InvalidRequest, sizeText(width, height));
    if (width == mask.width && height == mask.height)
        return mask;
    return guarded([&]() -> Result<Mask> {
        Mask result = filledMask(width, height);
        // One after the other: OpenCV takes means only when both edges shrink.
        cv::Mat small;
        cv::resize(matOf(mask), small, {std::min(width, mask.width), std::min(height, mask.height)}, 0, 0,
                   cv::INTER_AREA);
        cv::Mat target = matOf(result);
        cv::resize(small, target, target.size(), 0, 0, cv::INTER_LINEAR);
        return result;
    });
}

} // namespace latentbrush::image
