#include "image/resize.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace latentbrush::image {

namespace {

/// Straight alpha → premultiplied floats: a filter then weighs each colour by how much of it shows.
cv::Mat premultiplied(const cv::Mat& straight) {
    cv::Mat pixels;
    straight.convertTo(pixels, CV_32F);
    pixels.forEach<cv::Vec4f>([](cv::Vec4f& pixel, const int*) {
        for (int c = 0; c < 3; ++c)
            pixel[c] *= pixel[3] / 255;
    });
    return pixels;
}

void unpremultiply(cv::Mat& pixels) {
    pixels.forEach<cv::Vec4f>([](cv::Vec4f& pixel, const int*) {
        const float alpha = pixel[3] / 255;
        for (int c = 0; c < 3; ++c)
            pixel[c] = alpha > 0 ? pixel[c] / alpha : 0;
    });
}

cv::Mat scaled(const cv::Mat& from, cv::Size size) {
    const bool shrinks = size.width <= from.cols && size.height <= from.rows;
    cv::Mat to;
    cv::resize(from, to, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LANCZOS4);
    return to;
}

} // namespace

Result<Image> resized(const Image& image, int width, int height) {
    if (image.empty() || width < 1 || height < 1)
        return failure(ErrorCode::InvalidRequest, std::to_string(width) + "x" + std::to_string(height));
    if (width == image.width && height == image.height)
        return image;
    return guarded([&]() -> Result<Image> {
        const cv::Size size(width, height);
        Image result{width, height, image.channels, {}};
        result.pixels.resize(static_cast<std::size_t>(width) * height * image.channels);
        cv::Mat target(height, width, CV_8UC(image.channels), result.pixels.data());
        if (image.channels == 4) {
            cv::Mat pixels = scaled(premultiplied(matOf(image)), size);
            unpremultiply(pixels);
            pixels.convertTo(target, CV_8U);
        } else {
            scaled(matOf(image), size).copyTo(target);
        }
        return result;
    });
}

Result<Image> thumbnail(const Image& image, int longestEdge) {
    const int longest = std::max(image.width, image.height);
    if (longest <= longestEdge)
        return image;
    const double scale = static_cast<double>(longestEdge) / longest;
    const auto edge = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
    return resized(image, edge(image.width), edge(image.height));
}

} // namespace latentbrush::image
