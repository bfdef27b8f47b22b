#include "image/control_hints.h"

#include "image/guarded.h"
#include "image/mats.h"
#include "image/picture_file.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace latentbrush::image {

namespace {

cv::Mat colours(const Image& image) {
    const auto mat = matOf(image);
    if (image.channels == 3)
        return mat;
    cv::Mat rgb;
    cv::cvtColor(mat, rgb, image.channels == 4 ? cv::COLOR_RGBA2RGB : cv::COLOR_GRAY2RGB);
    return rgb;
}

Image greyImage(const cv::Mat& grey) {
    Image made{grey.cols, grey.rows, 3, {}};
    made.pixels.resize(3 * grey.total());
    cv::cvtColor(grey, matOf(made), cv::COLOR_GRAY2RGB);
    return made;
}

/// The least of a pixel's three numbers.
cv::Mat leastOf(const cv::Mat& three) {
    std::vector<cv::Mat> channels;
    cv::split(three, channels);
    return cv::min(cv::min(channels[0], channels[1]), channels[2]);
}

cv::Mat blurred(const cv::Mat& image, double deviation) {
    cv::Mat result;
    cv::GaussianBlur(image, result, {}, deviation);
    return result;
}

cv::Mat asFloats(const Image& image) {
    cv::Mat floats;
    colours(image).convertTo(floats, CV_32FC3);
    return floats;
}

float medianAbove(const cv::Mat& values, float threshold) {
    std::vector<float> above;
    for (auto value = values.begin<float>(); value != values.end<float>(); ++value)
        if (*value > threshold)
            above.push_back(*value);
    if (above.empty())
        return 0;
    const auto middle = above.begin() + static_cast<std::ptrdiff_t>(above.size() / 2);
    std::nth_element(above.begin(), middle, above.end());
    if (above.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(above.begin(), middle)) / 2;
}

/// Checks the picture, then makes a grey one of it.
template <class Make>
Result<Image> made(const Image& image, Make make) {
    if (const auto whole = checkImage(image); !whole)
        return failure(ErrorCode::InvalidRequest, {}, whole.error().detail);
    return guarded([&]() -> Result<Image> { return greyImage(make()); });
}

} // namespace

Result<Image> cannyEdges(const Image& image, CannyThresholds thresholds) {
    constexpr int kMost = 255;
    if (thresholds.low < 0 || thresholds.low > thresholds.high || thresholds.high > kMost)
        return failure(ErrorCode::InvalidRequest, "thresholds");
    return made(image, [&] {
        cv::Mat edges;
        cv::Canny(colours(image), edges, thresholds.low, thresholds.high);
        return edges;
    });
}

Result<Image> scribble(const Image& image) {
    return made(image, [&] {
        constexpr double kFine = 0.5;
        constexpr double kCoarse = 5;
        constexpr double kLeast = 16;
        const auto picture = asFloats(image);
        return cv::Mat(leastOf(blurred(picture, kCoarse) - blurred(picture, kFine)) > kLeast);
    });
}

Result<Image> lineArt(const Image& image) {
    return made(image, [&] {
        constexpr double kSurroundings = 6;
        constexpr float kNoise = 8;
        constexpr float kLeastMedian = 16;
        constexpr float kUsual = 127;
        const auto picture = asFloats(image);
        cv::Mat darker = cv::min(cv::max(leastOf(blurred(picture, kSurroundings) - picture), 0), 255);
        const auto scale = kUsual / std::max(kLeastMedian, medianAbove(darker, kNoise));
        cv::Mat lines;
        darker.convertTo(lines, CV_8U, scale);
        return lines;
    });
}

Result<Image> depthMap(const Image& image) {
    return made(image, [&] {
        cv::Mat grey;
        cv::cvtColor(colours(image), grey, cv::COLOR_RGB2GRAY);
        double nearest = 0;
        double farthest = 0;
        cv::minMaxLoc(grey, &farthest, &nearest);
        if (nearest > farthest)
            grey.convertTo(grey, CV_8U, 255 / (nearest - farthest), -255 * farthest / (nearest - farthest));
        return grey;
    });
}

} // namespace latentbrush::image
