#include "image/grab_cut.h"

#include "image/guarded.h"
#include "image/mats.h"

#include <algorithm>
#include <cmath>
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
cv::Mat knowledge(const cv::Mat& stroke, const std::optional<cv::Rect>& box) {
    cv::Mat known(stroke.size(), CV_8UC1, box ? cv::GC_BGD : cv::GC_PR_BGD);
    if (box)
        known(*box).setTo(cv::GC_PR_FGD);
    known.setTo(cv::GC_FGD, stroke);
    return known;
}

/// The colours of both, as GrabCut learns them.
struct Colours {
    cv::Mat object;
    cv::Mat rest;
};

/// Learns the colours and cuts, round by round. False when it was told to stop.
bool cut(const cv::Mat& rgb, cv::Mat& known, Colours& colours, int iterations, const StopToken& stop) {
    const FixedSeed seed;
    for (int round = 0; round < iterations; ++round) {
        if (stop.stopNow())
            return false;
        cv::grabCut(rgb, known, {}, colours.rest, colours.object, 1,
                    round == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
    }
    return !stop.stopNow();
}

/// Surely and probably the object are the odd values.
cv::Mat objectIn(const cv::Mat& known) {
    return (known & 1) * 255;
}

/// A picture, stroke and box at the size at which the colours are learnt.
struct Reduced {
    cv::Mat rgb;
    cv::Mat sampled; ///< pixels as they are, with all of the picture's noise
    cv::Mat stroke;
    std::optional<cv::Rect> box;
    double scale = 1; ///< below 1
};

Reduced reduced(const cv::Mat& rgb, const cv::Mat& stroke, const std::optional<cv::Rect>& box) {
    Reduced small;
    small.scale = std::sqrt(static_cast<double>(kGrabCutPixels) / static_cast<double>(rgb.total()));
    const cv::Size size(std::max(1, cvRound(rgb.cols * small.scale)),
                        std::max(1, cvRound(rgb.rows * small.scale)));
    cv::resize(rgb, small.rgb, size, 0, 0, cv::INTER_AREA);
    cv::resize(rgb, small.sampled, size, 0, 0, cv::INTER_NEAREST);
    cv::Mat covered;
    cv::resize(stroke, covered, size, 0, 0, cv::INTER_AREA);
    constexpr int kQuarter = 64; // a thin line counts, what a stroke barely touches does not
    small.stroke = covered >= kQuarter;
    if (cv::countNonZero(small.stroke) == 0)
        small.stroke = covered > 0;
    if (box) {
        const double x = static_cast<double>(size.width) / rgb.cols,
                     y = static_cast<double>(size.height) / rgb.rows;
        const cv::Point from(cvFloor(box->x * x), cvFloor(box->y * y));
        const cv::Point to(cvCeil((box->x + box->width) * x), cvCeil((box->y + box->height) * y));
        small.box = cv::Rect(from, to) & cv::Rect({}, size);
    }
    return small;
}

/// What a smaller cut says at full size: it is sure but for a band around the edge.
cv::Mat knownFrom(const cv::Mat& object, double scale, const cv::Mat& stroke,
                  const std::optional<cv::Rect>& box) {
    cv::Mat enlarged, grown, shrunk;
    cv::resize(object, enlarged, stroke.size(), 0, 0, cv::INTER_LINEAR);
    enlarged = enlarged >= kMaskInside;
    const int reach = cvCeil(2 / scale);
    const auto square = cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1});
    cv::dilate(enlarged, grown, square);
    cv::erode(enlarged, shrunk, square);
    cv::Mat known(stroke.size(), CV_8UC1, cv::Scalar(cv::GC_BGD));
    known.setTo(cv::GC_PR_BGD, grown);
    known.setTo(cv::GC_PR_FGD, enlarged);
    known.setTo(cv::GC_FGD, shrunk);
    if (box) {
        cv::Mat outside(stroke.size(), CV_8UC1, cv::Scalar(255));
        outside(*box).setTo(0);
        known.setTo(cv::GC_BGD, outside);
    }
    known.setTo(cv::GC_FGD, stroke);
    return known;
}

/// Cuts the band anew, part by part with some of its surroundings. False when it was told to stop.
bool refine(const cv::Mat& rgb, cv::Mat& known, const Colours& colours, const StopToken& stop) {
    constexpr int kEdge = 192, kAround = 16;
    const cv::Rect whole({}, rgb.size());
    const cv::Mat before = known.clone();
    for (int y = 0; y < rgb.rows; y += kEdge)
        for (int x = 0; x < rgb.cols; x += kEdge) {
            const cv::Rect part = cv::Rect(x, y, kEdge, kEdge) & whole;
            if (cv::countNonZero(before(part) & 2) == 0)
                continue; // nothing is only probable here
            if (stop.stopNow())
                return false;
            const cv::Rect around =
                cv::Rect(x - kAround, y - kAround, kEdge + 2 * kAround, kEdge + 2 * kAround) & whole;
            cv::Mat cutPart = before(around).clone();
            Colours fixed{colours.object.clone(), colours.rest.clone()};
            cv::grabCut(rgb(around), cutPart, {}, fixed.rest, fixed.object, 1, cv::GC_EVAL_FREEZE_MODEL);
            cutPart(part - around.tl()).copyTo(known(part));
        }
    return true;
}

bool isWithin(const Box& box, const Image& image) {
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.width <= image.width - box.x &&
           box.height <= image.height - box.y;
}

bool hasBackground(const cv::Mat& known) {
    return cv::countNonZero(known & 1) < static_cast<int>(known.total());
}

/// The object as 255. None when it was told to stop.
std::optional<cv::Mat> cutOut(const cv::Mat& rgb, const cv::Mat& stroke, const std::optional<cv::Rect>& box,
                              int iterations, const StopToken& stop) {
    Colours colours;
    cv::Mat known = knowledge(stroke, box);
    if (!hasBackground(known))
        return objectIn(known);
    if (rgb.total() <= kGrabCutPixels)
        return cut(rgb, known, colours, iterations, stop) ? std::optional(objectIn(known)) : std::nullopt;
    const auto small = reduced(rgb, stroke, box);
    cv::Mat smallKnown = knowledge(small.stroke, small.box);
    if (hasBackground(smallKnown) && !cut(small.rgb, smallKnown, colours, iterations, stop))
        return std::nullopt;
    known = knownFrom(objectIn(smallKnown), small.scale, stroke, box);
    if (cv::countNonZero(smallKnown & 1) == 0 || !hasBackground(smallKnown))
        return objectIn(known);
    // The means that were cut have less noise than the pixels that are to be told apart now.
    Colours full;
    if (!cut(small.sampled, smallKnown, full, 1, stop) || !refine(rgb, known, full, stop))
        return std::nullopt;
    return objectIn(known);
}

} // namespace

Result<Mask> objectMask(const Image& image, const Mask& stroke, std::optional<Box> box, int iterations,
                        const StopToken& stop) {
    if (image.empty() || stroke.width != image.width || stroke.height != image.height)
        return failure(ErrorCode::InvalidSize,
                       std::to_string(stroke.width) + "x" + std::to_string(stroke.height),
                       "not the picture's size");
    if (box && !isWithin(*box, image))
        return failure(ErrorCode::InvalidRequest, "box", "outside of the picture");
    if (iterations < 1 || iterations > 20)
        return failure(ErrorCode::InvalidRequest, "iterations", "1 to 20");
    return guarded([&]() -> Result<Mask> {
        const cv::Mat painted = matOf(stroke) >= kMaskInside;
        if (!box && cv::countNonZero(painted) == 0)
            return failure(ErrorCode::InvalidRequest, "stroke", "neither a stroke nor a box");
        const auto rect =
            box ? std::optional(cv::Rect(box->x, box->y, box->width, box->height)) : std::nullopt;
        const auto object = cutOut(rgbOf(image), painted, rect, iterations, stop);
        if (!object)
            return failure(ErrorCode::Cancelled);
        Mask result = filledMask(image.width, image.height);
        object->copyTo(matOf(result));
        return result;
    });
}

} // namespace latentbrush::image
