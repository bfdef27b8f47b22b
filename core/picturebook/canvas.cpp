#include "picturebook/canvas.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace latentbrush::picturebook {

namespace {

constexpr int kLinesPerPixel = 4;

std::uint8_t mixed(int under, int over, float share) {
    return static_cast<std::uint8_t>(static_cast<float>(under) + static_cast<float>(over - under) * share +
                                     0.5f);
}

} // namespace

Canvas::Canvas(int size) : m_scale(static_cast<double>(size) / kNativeSize) {
    const auto pixels = static_cast<std::size_t>(size) * static_cast<std::size_t>(size);
    m_drawing.size = size;
    m_drawing.rgb.resize(pixels * 3);
    m_drawing.classes.resize(pixels);
    m_drawing.objects.assign(pixels, kNoObject);
    m_coverage.resize(static_cast<std::size_t>(size) + 1);
}

void Canvas::gradient(Rgb top, Rgb bottom, int from, int to, PixelClass pixelClass) {
    const int first = static_cast<int>(std::lround(from * m_scale));
    const int end = std::min(static_cast<int>(std::lround(to * m_scale)), m_drawing.size);
    for (int y = first; y < end; ++y) {
        const float share =
            end - first > 1 ? static_cast<float>(y - first) / static_cast<float>(end - first - 1) : 0;
        const Rgb colour{mixed(top.red, bottom.red, share), mixed(top.green, bottom.green, share),
                         mixed(top.blue, bottom.blue, share)};
        const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_drawing.size);
        for (std::size_t at = row; at < row + static_cast<std::size_t>(m_drawing.size); ++at) {
            m_drawing.rgb[at * 3] = colour.red;
            m_drawing.rgb[at * 3 + 1] = colour.green;
            m_drawing.rgb[at * 3 + 2] = colour.blue;
            m_drawing.classes[at] = pixelClass;
        }
    }
}

void Canvas::rectangle(const Ink& ink, double left, double top, double right, double bottom) {
    fill(ink, top, bottom, [=](double) { return std::pair{left, right}; });
}

void Canvas::ellipse(const Ink& ink, Point middle, double radiusX, double radiusY) {
    fill(ink, middle.y - radiusY, middle.y + radiusY, [=](double y) {
        const double v = (y - middle.y) / radiusY;
        const double half = radiusX * std::sqrt(std::max(0.0, 1 - v * v));
        return std::pair{middle.x - half, middle.x + half};
    });
}

void Canvas::convex(const Ink& ink, std::span<const Point> corners) {
    const auto [highest, lowest] =
        std::minmax_element(corners.begin(), corners.end(), [](Point a, Point b) { return a.y < b.y; });
    fill(ink, highest->y, lowest->y, [corners](double y) {
        double left = std::numeric_limits<double>::max();
        double right = std::numeric_limits<double>::lowest();
        for (std::size_t i = 0; i < corners.size(); ++i) {
            const Point a = corners[i];
            const Point b = corners[(i + 1) % corners.size()];
            if ((a.y <= y) != (b.y <= y)) {
                const double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
                left = std::min(left, x);
                right = std::max(right, x);
            }
        }
        return std::pair{left, right};
    });
}

void Canvas::crescent(const Ink& ink, Point middle, double radius, double thickness) {
    fill(ink, middle.y - radius, middle.y + radius, [=](double y) {
        const double v = y - middle.y;
        const double half = std::sqrt(std::max(0.0, radius * radius - v * v));
        return std::pair{middle.x - half, std::min(middle.x + half, middle.x - half + thickness)};
    });
}

/// `spanAt(y)` is the covered stretch of the line y; all lengths native.
template <typename SpanAt>
void Canvas::fill(const Ink& ink, double top, double bottom, SpanAt spanAt) {
    const int firstRow = std::max(0, static_cast<int>(std::floor(top * m_scale)));
    const int lastRow = std::min(m_drawing.size - 1, static_cast<int>(std::floor(bottom * m_scale)));
    for (int row = firstRow; row <= lastRow; ++row) {
        m_first = m_drawing.size;
        m_last = -1;
        for (int line = 0; line < kLinesPerPixel; ++line) {
            const double y = (row + (line + 0.5) / kLinesPerPixel) / m_scale;
            if (y > top && y < bottom) {
                const auto [left, right] = spanAt(y);
                cover(left * m_scale, right * m_scale, 1.0f / kLinesPerPixel);
            }
        }
        blendRow(ink, row);
    }
}

void Canvas::cover(double from, double to, float weight) {
    from = std::max(from, 0.0);
    to = std::min(to, static_cast<double>(m_drawing.size));
    if (to <= from) {
        return;
    }
    const int first = static_cast<int>(from);
    const int last = std::min(static_cast<int>(to), m_drawing.size - 1);
    const auto at = [this](int x) -> float& { return m_coverage[static_cast<std::size_t>(x)]; };
    if (first == last) {
        at(first) += static_cast<float>(to - from) * weight;
    } else {
        at(first) += static_cast<float>(first + 1 - from) * weight;
        for (int x = first + 1; x < last; ++x) {
            at(x) += weight;
        }
        at(last) += static_cast<float>(to - last) * weight;
    }
    m_first = std::min(m_first, first);
    m_last = std::max(m_last, last);
}

void Canvas::blendRow(const Ink& ink, int y) {
    for (int x = m_first; x <= m_last; ++x) {
        const float share = std::min(m_coverage[static_cast<std::size_t>(x)], 1.0f);
        m_coverage[static_cast<std::size_t>(x)] = 0;
        const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(m_drawing.size) +
                        static_cast<std::size_t>(x);
        std::uint8_t* pixel = &m_drawing.rgb[at * 3];
        pixel[0] = mixed(pixel[0], ink.colour.red, share);
        pixel[1] = mixed(pixel[1], ink.colour.green, share);
        pixel[2] = mixed(pixel[2], ink.colour.blue, share);
        if (share >= 0.5f) {
            m_drawing.classes[at] = ink.pixelClass;
            m_drawing.objects[at] = ink.object;
        }
    }
}

Drawing Canvas::take(std::size_t objectCount) && {
    struct Extent {
        int left, top, right = -1, bottom = -1;
    };
    std::vector<Extent> extents(objectCount, Extent{m_drawing.size, m_drawing.size});
    std::size_t at = 0;
    for (int y = 0; y < m_drawing.size; ++y) {
        for (int x = 0; x < m_drawing.size; ++x, ++at) {
            if (const auto object = m_drawing.objects[at]; object != kNoObject) {
                Extent& extent = extents[object];
                extent.left = std::min(extent.left, x);
                extent.right = std::max(extent.right, x);
                extent.top = std::min(extent.top, y);
                extent.bottom = std::max(extent.bottom, y);
            }
        }
    }
    for (const Extent& e : extents) {
        m_drawing.boxes.push_back({e.left, e.top, e.right - e.left + 1, e.bottom - e.top + 1});
    }
    return std::move(m_drawing);
}

} // namespace latentbrush::picturebook
