#include "image/mask_shape.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace latentbrush::image {

namespace {

/// For each pixel how many rows lie between it and the nearest pixel inside in its column, or `limit` + 1
/// when that is farther.
/// Stops early, with some of them too large, when it is told to.
std::vector<int> columnDistances(const Mask& mask, int limit, const StopToken& stop) {
    std::vector<int> distances(mask.values.size(), limit + 1);
    const auto pass = [&](int y, int before) {
        const auto row = static_cast<std::size_t>(y) * mask.width;
        for (int x = 0; x < mask.width; ++x) {
            auto& distance = distances[row + x];
            if (mask.values[row + x] >= kMaskInside)
                distance = 0;
            else if (before >= 0 && before < mask.height)
                distance =
                    std::min(distance, distances[static_cast<std::size_t>(before) * mask.width + x] + 1);
        }
    };
    for (int y = 0; y < mask.height && !stop.stopNow(); ++y)
        pass(y, y - 1);
    for (int y = mask.height - 1; y >= 0 && !stop.stopNow(); --y)
        pass(y, y + 1);
    return distances;
}

/// How far the disc reaches to both sides, `rise` rows from its centre.
std::vector<int> discHalfWidths(int radius) {
    std::vector<int> widths;
    for (int rise = 0; rise <= radius; ++rise) {
        const auto square =
            static_cast<std::int64_t>(radius) * radius - static_cast<std::int64_t>(rise) * rise;
        auto width = static_cast<std::int64_t>(std::sqrt(static_cast<double>(square)));
        while (width * width > square)
            --width;
        while ((width + 1) * (width + 1) <= square)
            ++width;
        widths.push_back(static_cast<int>(width));
    }
    return widths;
}

/// Each pixel of a row stands for the nearest pixel inside of its column and covers that one's disc along the
/// row; the covers are added up from where they begin and end. All in whole numbers, hence exact.
void coverDiscs(Mask& mask, int radius, const StopToken& stop) {
    const auto distances = columnDistances(mask, radius, stop);
    const auto halfWidths = discHalfWidths(radius);
    std::vector<int> begins(mask.width + 1);
    for (int y = 0; y < mask.height && !stop.stopNow(); ++y) {
        const auto row = static_cast<std::size_t>(y) * mask.width;
        std::fill(begins.begin(), begins.end(), 0);
        for (int x = 0; x < mask.width; ++x) {
            if (distances[row + x] > radius)
                continue;
            const int half = halfWidths[distances[row + x]];
            ++begins[std::max(0, x - half)];
            --begins[std::min(mask.width, x + half + 1)];
        }
        for (int x = 0, covers = 0; x < mask.width; ++x)
            if ((covers += begins[x]) > 0)
                mask.values[row + x] = 255;
    }
}

tl::unexpected<Error> badLength(double length) {
    return failure(ErrorCode::InvalidRequest, std::to_string(length), "a length of 0 or more pixels");
}

bool isRadius(double radius) {
    return radius >= 0 && radius <= kLargestMaskRadius;
}

constexpr double kCutOff = 2.5; ///< of the Gaussian, in radii

/// The mask that `write` makes of the blurred values, strip by strip, in its target. The blur is in floats:
/// in 8 bits OpenCV rounds the weights of a wide Gaussian to nothing.
template <class Write>
Result<Mask> fromBlurred(const Mask& mask, double radius, const StopToken& stop, Write&& write) {
    if (!isRadius(radius))
        return badLength(radius);
    if (mask.empty())
        return mask;
    return guarded([&]() -> Result<Mask> {
        Mask result = mask;
        const int reach = static_cast<int>(std::lround(kCutOff * radius));
        const int rows = std::max(256, 4 * reach); // a strip's blur looks at `reach` more rows on both sides
        cv::Mat values, target = matOf(result);
        matOf(mask).convertTo(values, CV_32F);
        for (int top = 0; top < mask.height; top += rows) {
            if (stop.stopNow())
                return failure(ErrorCode::Cancelled);
            const cv::Range strip(top, std::min(mask.height, top + rows));
            cv::Mat blurred = values.rowRange(strip);
            if (reach > 0) {
                blurred = cv::Mat();
                // OpenCV sees the strip's surroundings through the view.
                cv::GaussianBlur(values.rowRange(strip), blurred, {2 * reach + 1, 2 * reach + 1}, radius,
                                 radius, cv::BORDER_REPLICATE);
            }
            write(blurred, target.rowRange(strip));
        }
        return result;
    });
}

} // namespace

Mask inverted(const Mask& mask) {
    Mask result = mask;
    for (auto& value : result.values)
        value = 255 - value;
    return result;
}

Result<Mask> grown(const Mask& mask, int pixels, const StopToken& stop) {
    if (pixels < 0)
        return badLength(pixels);
    return guarded([&]() -> Result<Mask> {
        Mask result = mask;
        // No disc of this mask's size or more covers anything else.
        if (pixels > 0)
            coverDiscs(result, std::min(pixels, mask.width + mask.height), stop);
        if (stop.stopNow())
            return failure(ErrorCode::Cancelled);
        return result;
    });
}

Result<Mask> shrunk(const Mask& mask, int pixels, const StopToken& stop) {
    auto result = grown(inverted(mask), pixels, stop);
    if (!result)
        return result;
    return inverted(*result);
}

Result<Mask> feathered(const Mask& mask, double radius, const StopToken& stop) {
    return fromBlurred(mask, radius, stop,
                       [](const cv::Mat& values, cv::Mat target) { values.convertTo(target, CV_8U); });
}

int featherReach(double radius) {
    return static_cast<int>(std::ceil(kCutOff * radius));
}

Result<Mask> effectiveMask(const Mask& mask, bool notMasked, double blur, const StopToken& stop) {
    return feathered(notMasked ? inverted(mask) : mask, blur, stop);
}

Result<Mask> smoothed(const Mask& mask, double radius, const StopToken& stop) {
    return fromBlurred(mask, radius, stop, [](const cv::Mat& values, cv::Mat target) {
        cv::compare(values, 127.5, target, cv::CMP_GT);
    });
}

Result<Mask> holesFilled(const Mask& mask) {
    if (mask.empty())
        return mask;
    return guarded([&]() -> Result<Mask> {
        Mask result = mask;
        cv::Mat inside;
        cv::copyMakeBorder(matOf(mask) >= kMaskInside, inside, 1, 1, 1, 1, cv::BORDER_CONSTANT, 0);
        cv::floodFill(inside, {0, 0}, 255, nullptr, {}, {}, 4);
        // The surroundings are filled now; what is still 0 is a hole.
        matOf(result).setTo(255, inside({1, 1, mask.width, mask.height}) == 0);
        return result;
    });
}

} // namespace latentbrush::image
