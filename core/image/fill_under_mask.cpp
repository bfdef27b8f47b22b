#include "image/fill_under_mask.h"

#include "image/guarded.h"
#include "image/masked_mix.h"
#include "image/mats.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

namespace latentbrush::image {

namespace {

constexpr std::uint8_t kMiddleGrey = 127;
/// In pixels: from how far Telea and NavierStokes take their colours.
constexpr double kInpaintReach = 3;

/// What of each pixel is kept, premultiplied, and in the fourth channel how much that is (0 to 1).
cv::Mat keptColours(const Image& image, const Mask& mask) {
    cv::Mat kept(image.height, image.width, CV_32FC4);
    const std::uint8_t* pixel = image.pixels.data();
    auto colour = kept.begin<cv::Vec4f>();
    for (const auto value : mask.values) {
        const float alpha = image.channels == 4 ? pixel[3] / 255.0F : 1.0F;
        const float share = (255 - value) / 255.0F * alpha;
        *colour++ = {pixel[0] * share, pixel[1] * share, pixel[2] * share, share};
        pixel += image.channels;
    }
    return kept;
}

/// Three box blurs, nearly the Gaussian of that deviation (and what PIL's GaussianBlur is), in a time that
/// does not depend on it.
cv::Mat spread(const cv::Mat& colours, double deviation) {
    const double width = std::sqrt(4 * deviation * deviation + 1);
    const int edge = 2 * static_cast<int>(std::lround((width - 1) / 2)) + 1;
    cv::Mat result = colours;
    for (int pass = 0; pass < 3; ++pass) {
        cv::Mat blurred;
        cv::blur(result, blurred, {edge, edge}, {-1, -1}, cv::BORDER_REPLICATE);
        result = blurred;
    }
    return result;
}

/// `over` composited onto `under`, both premultiplied.
void composite(cv::Mat& under, const cv::Mat& over) {
    auto above = over.begin<cv::Vec4f>();
    for (auto below = under.begin<cv::Vec4f>(); below != under.end<cv::Vec4f>(); ++below, ++above)
        *below = *above + *below * (1 - (*above)[3]);
}

Image straightened(const cv::Mat& colours) {
    Image image{colours.cols, colours.rows, 3, {}};
    image.pixels.reserve(colours.total() * 3);
    // Below this the blurs' sums are rounding errors, no colours.
    constexpr float kNoShare = 1e-5F;
    for (auto colour = colours.begin<cv::Vec4f>(); colour != colours.end<cv::Vec4f>(); ++colour)
        for (int c = 0; c < 3; ++c)
            image.pixels.push_back((*colour)[3] < kNoShare
                                       ? kMiddleGrey
                                       : cv::saturate_cast<std::uint8_t>((*colour)[c] / (*colour)[3]));
    return image;
}

/// From far and faint to near: each blur covers what came before with as much as it saw. The radii are
/// AUTOMATIC1111's; its last one, 0, is what `mixed` does.
Image blurredIn(const Image& image, const Mask& mask) {
    struct Layer {
        double deviation;
        int repeats;
    };
    const cv::Mat kept = keptColours(image, mask);
    cv::Mat result(kept.size(), CV_32FC4, cv::Scalar::all(0));
    for (const auto& [deviation, repeats] : {Layer{256, 1}, {64, 1}, {16, 2}, {4, 4}, {2, 2}}) {
        const cv::Mat blurred = spread(kept, deviation);
        for (int i = 0; i < repeats; ++i)
            composite(result, blurred);
    }
    return straightened(result);
}

/// Hard: all that gives no colour to OpenCV's inpainting.
Mask unknownPixels(const Image& image, const Mask& mask) {
    Mask unknown = mask;
    for (std::size_t i = 0; i < mask.values.size(); ++i) {
        const bool transparent = image.channels == 4 && image.pixels[i * 4 + 3] == 0;
        unknown.values[i] = mask.values[i] > 0 || transparent ? 255 : 0;
    }
    return unknown;
}

/// In 16 bits: OpenCV rounds upwards at each pixel it goes inwards, and 8 bits would grow brighter and
/// brighter.
cv::Mat inpaintedChannels(const cv::Mat& rgb, const cv::Mat& unknown, int method) {
    constexpr double kTo16Bits = 257;
    std::vector<cv::Mat> channels;
    cv::split(rgb, channels);
    for (auto& channel : channels) {
        cv::Mat deep, filled;
        channel.convertTo(deep, CV_16U, kTo16Bits);
        cv::inpaint(deep, unknown, filled, kInpaintReach, method);
        filled.convertTo(channel, CV_8U, 1 / kTo16Bits);
    }
    cv::Mat result;
    cv::merge(channels, result);
    return result;
}

/// OpenCV leaves the outermost pixels as they are and lets some of what lies under the mask through: it gets
/// a frame to leave, and the blurred colours instead of what lies there.
Image inpainted(const Image& image, const Mask& mask, int method) {
    constexpr int kFrame = 2;
    const Mask unknown = unknownPixels(image, mask);
    Image result = blurredIn(image, unknown);
    const cv::Mat target = matOf(result);
    if (image.channels == 4) {
        cv::Mat rgb;
        cv::cvtColor(matOf(image), rgb, cv::COLOR_RGBA2RGB);
        rgb.copyTo(target, matOf(unknown) == 0);
    } else {
        matOf(image).copyTo(target, matOf(unknown) == 0);
    }
    if (cv::countNonZero(matOf(unknown)) == static_cast<int>(target.total()))
        return result;
    cv::Mat framed, framedUnknown;
    cv::copyMakeBorder(target, framed, kFrame, kFrame, kFrame, kFrame, cv::BORDER_REPLICATE);
    cv::copyMakeBorder(matOf(unknown), framedUnknown, kFrame, kFrame, kFrame, kFrame, cv::BORDER_REPLICATE);
    inpaintedChannels(framed, framedUnknown, method)({kFrame, kFrame, image.width, image.height})
        .copyTo(target);
    return result;
}

Image fillFor(const Image& image, const Mask& mask, MaskedContent content) {
    if (content == MaskedContent::Blurred)
        return blurredIn(image, mask);
    return inpainted(image, mask, content == MaskedContent::Telea ? cv::INPAINT_TELEA : cv::INPAINT_NS);
}

} // namespace

Result<Image> filledUnderMask(const Image& image, const Mask& mask, MaskedContent content) {
    if (image.empty())
        return failure(ErrorCode::InvalidRequest, "image", "an empty picture");
    if (mask.width != image.width || mask.height != image.height)
        return failure(ErrorCode::InvalidSize, std::to_string(mask.width) + "x" + std::to_string(mask.height),
                       "not the picture's size");
    return guarded([&]() -> Result<Image> { return mixed(image, fillFor(image, mask, content), mask); });
}

} // namespace latentbrush::image
