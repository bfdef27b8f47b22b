#include "image/extend.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace latentbrush::image {

namespace {

constexpr std::int64_t kLongestSide = 16384;

Result<cv::Size> sizeWith(int width, int height, const Margins& margins) {
    const auto& [left, top, right, bottom] = margins;
    if (width < 1 || height < 1 || std::min({left, top, right, bottom}) < 0)
        return failure(ErrorCode::InvalidRequest, "margins");
    const auto across = std::int64_t(width) + left + right;
    const auto down = std::int64_t(height) + top + bottom;
    if (std::max(across, down) > kLongestSide)
        return failure(ErrorCode::InvalidSize, std::to_string(across) + "x" + std::to_string(down),
                       "above " + std::to_string(kLongestSide));
    return cv::Size(static_cast<int>(across), static_cast<int>(down));
}

} // namespace

Result<Image> extended(const Image& image, const Margins& margins) {
    const auto size = sizeWith(image.width, image.height, margins);
    if (!size)
        return failure(size);
    return guarded([&]() -> Result<Image> {
        Image result{size->width, size->height, image.channels, {}};
        result.pixels.resize(size->area() * static_cast<std::size_t>(image.channels));
        cv::Mat target = matOf(result);
        cv::copyMakeBorder(matOf(image), target, margins.top, margins.bottom, margins.left, margins.right,
                           cv::BORDER_REPLICATE);
        return result;
    });
}

Result<Mask> marginMask(int width, int height, const Margins& margins, int overlap) {
    const auto size = sizeWith(width, height, margins);
    if (!size)
        return failure(size);
    return guarded([&]() -> Result<Mask> {
        Mask result = filledMask(size->width, size->height, 255);
        const auto& [left, top, right, bottom] = margins;
        const auto inward = [&](int margin) { return margin > 0 ? std::max(overlap, 0) : 0; };
        const cv::Point from(left + inward(left), top + inward(top));
        const cv::Point to(left + width - inward(right), top + height - inward(bottom));
        if (from.x < to.x && from.y < to.y)
            matOf(result)(cv::Rect(from, to)).setTo(0);
        return result;
    });
}

Result<Mask> padded(const Mask& mask, const Margins& margins) {
    const auto size = sizeWith(mask.width, mask.height, margins);
    if (!size)
        return failure(size);
    return guarded([&]() -> Result<Mask> {
        Mask result = filledMask(size->width, size->height);
        matOf(mask).copyTo(matOf(result)(cv::Rect(margins.left, margins.top, mask.width, mask.height)));
        return result;
    });
}

} // namespace latentbrush::image
