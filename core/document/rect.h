#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace latentbrush::document {

/// A rectangle of whole pixels: x from `x` up to, but not including, `right()`. A width or height below 1 is
/// no pixels at all.
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    // The last int rather than an overflow for what begins far out.
    int right() const { return end(x, width); }
    int bottom() const { return end(y, height); }
    bool empty() const { return width < 1 || height < 1; }
    bool operator==(const Rect&) const = default;

private:
    static int end(int from, int length) {
        return static_cast<int>(
            std::min<std::int64_t>(std::int64_t(from) + length, std::numeric_limits<int>::max()));
    }
};

/// What both cover; `Rect{}` when that is nothing.
inline Rect intersected(const Rect& a, const Rect& b) {
    const int x = std::max(a.x, b.x);
    const int y = std::max(a.y, b.y);
    const Rect both{x, y, std::min(a.right(), b.right()) - x, std::min(a.bottom(), b.bottom()) - y};
    return both.empty() ? Rect{} : both;
}

/// The smallest rectangle around both; an empty one adds nothing.
inline Rect united(const Rect& a, const Rect& b) {
    if (a.empty() || b.empty())
        return a.empty() ? b : a;
    const int x = std::min(a.x, b.x);
    const int y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

} // namespace latentbrush::document
