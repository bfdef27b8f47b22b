#pragma once

#include <array>
#include <cmath>

#include "picturebook/palette.h"

namespace latentbrush::picturebook {

/// CIE L*a*b* of an sRGB colour under D65 (IEC 61966-2-1, CIE 15).
inline std::array<double, 3> lab(Rgb colour) {
    const auto linear = [](std::uint8_t value) {
        const double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
    const double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// CIE76 colour difference; 2.3 is just noticeable.
inline double difference(Rgb a, Rgb b) {
    const auto p = lab(a), q = lab(b);
    return std::hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

} // namespace latentbrush::picturebook
