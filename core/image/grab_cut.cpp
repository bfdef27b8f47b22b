#include "image/grab_cut.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace latentbrush::image {

namespace {

/// GrabCut's clustering draws from the thread's generator; what others draw from it stays as it was.
class FixedSeed {
public:
    FixedSeed() : before_(cv::theRNG().state) { cv::theRNG().state = 0x6C62; }
    ~FixedSeed() { cv::theRNG().state = before_; }
    FixedSeed(const FixedSeed&) = delete;
    FixedSeed& operator=(const FixedSeed&) = delete;

private:
    std::uint64_t before_;
};

cv::Mat rgbOf(const Image& image) {
    cv::Mat rgb = matOf(image);
    if (image.channels == 4)
        cv::cvtColor(matOf(image), rgb, cv::COLOR_RGBA2RGB);
    return rgb;
}

/// What is known before the cut. Without a box all but the stroke is probably background: a cut may still
/// give any of it to the object. In a box it is probably the object.
cv::Mat knowledge(const Mask& stroke, const std::optional<Box>& box) {
    cv::Mat known(stroke.height, stroke.width, CV_8UC1, box ? cv::GC_BGD : cv::GC_PR_BGD);
    if (box)
        known({box->x, box->y, box->width, box->height}).setTo(cv::GC_PR_FGD);
    known.setTo(cv::GC_FGD, matOf(stroke) >= kMaskInside);
    return known;
}

bool isWithin(const Box& box, const Image& image) {
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.width <= image.width - box.x &&
           box.height <= image.height - box.y;
}

bool hasObject(const cv::Mat& known) {
    return cv::countNonZero(known & 1) > 0;
}

bool hasBackground(const cv::Mat& known) {
    return cv::countNonZero(known & 1) < static_cast<int>(known.total());
}

} // namespace

Result<Mask> objectMask(const Image& image, const Mask& stroke, std::optional<Box> box, int iterations) {
    if (image.empty() || stroke.width != image.width || stroke.height != image.height)
        return failure(ErrorCode::InvalidSize,
                       std::to_string(stroke.width) + "x" + std::to_string(stroke.height),
                       "not the picture's size");
    if (box && !isWithin(*box, image))
        return failure(ErrorCode::InvalidRequest, "box", "outside of the picture");
    if (iterations < 1 || iterations > 20)
        return failure(ErrorCode::InvalidRequest, "iterations", "1 to 20");
    return guarded([&]() -> Result<Mask> {
        cv::Mat known = knowledge(stroke, box);
        if (!hasObject(known))
            return failure(ErrorCode::InvalidRequest, "stroke", "neither a stroke nor a box");
        if (hasBackground(known)) {
            const FixedSeed seed;
            cv::Mat objectColours, otherColours;
            cv::grabCut(rgbOf(image), known, {}, otherColours, objectColours, iterations,
                        cv::GC_INIT_WITH_MASK);
        }
        Mask result = filledMask(image.width, image.height);
        // Surely and probably the object are the odd values.
        matOf(result).setTo(255, known & 1);
        return result;
    });
}

} // namespace latentbrush::image
