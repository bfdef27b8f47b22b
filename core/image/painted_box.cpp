#include "image/painted_box.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace latentbrush::image {

namespace {

/// A stretch of a picture's edge: where it begins and how long it is.
using Span = std::pair<int, int>;

Span padded(Span span, int padding, int limit) {
    const int begin = std::max(span.first - padding, 0);
    const int end = std::min(span.first + span.second + padding, limit);
    return {begin, end - begin};
}

Span widened(Span span, std::int64_t length, int limit) {
    if (length <= span.second)
        return span;
    const int wanted = static_cast<int>(std::min<std::int64_t>(length, limit));
    const int begin = span.first - (wanted - span.second) / 2;
    return {std::clamp(begin, 0, limit - wanted), wanted};
}

std::int64_t roundedUp(std::int64_t value, int divisor) {
    return (value + divisor - 1) / divisor;
}

} // namespace

Box boundsOf(const Mask& mask) {
    int left = mask.width, top = mask.height, right = 0, bottom = 0;
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            if (mask.at(x, y) > 0) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
                top = std::min(top, y);
                bottom = y + 1;
            }
    return right == 0 ? Box{} : Box{left, top, right - left, bottom - top};
}

Box boxToPaint(const Box& bounds, int padding, int across, int down, int pictureWidth, int pictureHeight) {
    Span columns = padded({bounds.x, bounds.width}, padding, pictureWidth);
    Span rows = padded({bounds.y, bounds.height}, padding, pictureHeight);
    const auto width = static_cast<std::int64_t>(columns.second);
    const auto height = static_cast<std::int64_t>(rows.second);
    rows = widened(rows, roundedUp(width * down, across), pictureHeight);
    columns = widened(columns, roundedUp(height * across, down), pictureWidth);
    return {columns.first, rows.first, columns.second, rows.second};
}

} // namespace latentbrush::image
