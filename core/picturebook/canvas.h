#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "picturebook/draw.h"
#include "picturebook/palette.h"

namespace latentbrush::picturebook {

/// Native pixels, y downwards.
struct Point {
    double x = 0;
    double y = 0;
};

/// What a shape leaves behind: its colour, and in the truth its class and object.
struct Ink {
    Rgb colour;
    PixelClass pixelClass = PixelClass::Sky;
    std::uint8_t object = kNoObject;
};

/// Paints flat convex shapes, each over the ones before it, with smooth edges: coverage is exact along x and
/// taken on four lines a pixel along y. A pixel belongs, in the truth, to the last shape that covers at least
/// half of it.
class Canvas {
public:
    explicit Canvas(int size);

    /// Rows `from` to `to`, colours running evenly from `top` to `bottom`.
    void gradient(Rgb top, Rgb bottom, int from, int to, PixelClass pixelClass);
    void rectangle(const Ink& ink, double left, double top, double right, double bottom);
    void ellipse(const Ink& ink, Point middle, double radiusX, double radiusY);
    /// Corners in order, either way round.
    void convex(const Ink& ink, std::span<const Point> corners);
    /// A disc less an equal disc shifted right by `thickness`.
    void crescent(const Ink& ink, Point middle, double radius, double thickness);

    /// The finished picture, with boxes around the objects' pixels.
    Drawing take(std::size_t objectCount) &&;

private:
    template <typename SpanAt>
    void fill(const Ink& ink, double top, double bottom, SpanAt spanAt);
    void cover(double from, double to, float weight);
    void blendRow(const Ink& ink, int y);

    double m_scale;
    Drawing m_drawing;
    std::vector<float> m_coverage; ///< of one row of pixels
    int m_first = 0;               ///< the covered part of the row, m_first to m_last
    int m_last = -1;
};

} // namespace latentbrush::picturebook
