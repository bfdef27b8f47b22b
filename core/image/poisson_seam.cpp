#include "image/poisson_seam.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

namespace latentbrush::image {

namespace {

/// OpenCV erodes the mask by three pixels and keeps the picture's gradients in that rim, so the mask is
/// widened by as much.
constexpr int kErosion = 3;
/// Around the picture: masked as the picture's edge is, so that the rim lies beyond it, then unmasked.
constexpr int kMaskedFrame = kErosion + 2;
constexpr int kFrame = kMaskedFrame + 3;

cv::Mat rgbOf(const Image& image) {
    cv::Mat rgb = matOf(image);
    if (image.channels == 4)
        cv::cvtColor(matOf(image), rgb, cv::COLOR_RGBA2RGB);
    return rgb;
}

cv::Mat framed(const cv::Mat& mat, int frame) {
    cv::Mat result;
    cv::copyMakeBorder(mat, result, frame, frame, frame, frame, cv::BORDER_REPLICATE);
    return result;
}

cv::Mat widened(const cv::Mat& touched) {
    cv::Mat result;
    cv::dilate(touched, result, cv::Mat(), {-1, -1}, kErosion);
    return result;
}

cv::Mat framedMask(const cv::Mat& mask) {
    cv::Mat result;
    constexpr int kRest = kFrame - kMaskedFrame;
    cv::copyMakeBorder(framed(mask, kMaskedFrame), result, kRest, kRest, kRest, kRest, cv::BORDER_CONSTANT,
                       0);
    return result;
}

/// The picture in a frame that has the patch's colours wherever the mask reaches the edge: the colours to
/// meet there.
cv::Mat framedPicture(const cv::Mat& picture, const cv::Mat& patch, const cv::Mat& mask,
                      const cv::Rect& inner) {
    cv::Mat result = framed(picture, kFrame);
    cv::Mat isPatch = framed(mask, kFrame);
    isPatch(inner).setTo(0);
    patch.copyTo(result, isPatch);
    return result;
}

cv::Mat cloned(const cv::Mat& patch, const cv::Mat& picture, const cv::Mat& touched) {
    const cv::Mat mask = widened(touched);
    const cv::Rect inner(kFrame, kFrame, patch.cols, patch.rows);
    const cv::Mat source = framed(patch, kFrame);
    const cv::Mat target = framedPicture(picture, source, mask, inner);
    const cv::Mat where = framedMask(mask);
    // It wants the centre of the mask's bounding box.
    const cv::Rect bounds = cv::boundingRect(where);
    cv::Mat result;
    cv::seamlessClone(source, target, where, {bounds.x + bounds.width / 2, bounds.y + bounds.height / 2},
                      result, cv::NORMAL_CLONE);
    return result(inner);
}

} // namespace

Result<Image> poissonBlended(const Image& patch, const Image& picture, const Mask& mask) {
    if (patch.width != picture.width || patch.height != picture.height || mask.width != picture.width ||
        mask.height != picture.height)
        return failure(ErrorCode::InvalidSize,
                       std::to_string(patch.width) + "x" + std::to_string(patch.height),
                       "patch, picture and mask differ in size");
    return guarded([&]() -> Result<Image> {
        const cv::Mat touched = matOf(mask) > 0;
        const int count = cv::countNonZero(touched);
        // Nothing to paste, or nothing around to meet.
        if (count == 0 || count == static_cast<int>(touched.total()))
            return patch;
        const cv::Mat rgb = cloned(rgbOf(patch), rgbOf(picture), touched);
        Image result = patch;
        cv::Mat target = matOf(result);
        const int channels[] = {0, 0, 1, 1, 2, 2};
        cv::mixChannels(&rgb, 1, &target, 1, channels, 3);
        return result;
    });
}

} // namespace latentbrush::image
