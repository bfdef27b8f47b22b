#include "detector/lab.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::detector {

namespace {

float linear(float level) {
    const float v = std::clamp(level / 255.0f, 0.0f, 1.0f);
    return v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
}

float response(float t) {
    return t > 216.0f / 24389.0f ? std::cbrt(t) : (24389.0f / 27.0f * t + 16.0f) / 116.0f;
}

} // namespace

Lab labOf(Rgb colour) {
    const float r = linear(colour.r), g = linear(colour.g), b = linear(colour.b);
    const float x = response((0.4124f * r + 0.3576f * g + 0.1805f * b) / 0.95047f);
    const float y = response(0.2126f * r + 0.7152f * g + 0.0722f * b);
    const float z = response((0.0193f * r + 0.1192f * g + 0.9505f * b) / 1.08883f);
    return {116.0f * y - 16.0f, 500.0f * (x - y), 200.0f * (y - z)};
}

float difference(Lab one, Lab other) {
    const float l = one.l - other.l, a = one.a - other.a, b = one.b - other.b;
    return std::sqrt(l * l + a * a + b * b);
}

} // namespace latentbrush::detector
