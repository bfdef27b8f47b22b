#include "image/lab.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::image {

namespace {

// IEC 61966-2-1's matrix, rows divided by the white point D65 (0.95047, 1, 1.08883).
constexpr float kToWhite[3][3] = {{0.4124564F / 0.95047F, 0.3575761F / 0.95047F, 0.1804375F / 0.95047F},
                                  {0.2126729F, 0.7151522F, 0.0721750F},
                                  {0.0193339F / 1.08883F, 0.1191920F / 1.08883F, 0.9503041F / 1.08883F}};
constexpr float kFromWhite[3][3] = {{3.2404542F * 0.95047F, -1.5371385F, -0.4985314F * 1.08883F},
                                    {-0.9692660F * 0.95047F, 1.8760108F, 0.0415560F * 1.08883F},
                                    {0.0556434F * 0.95047F, -0.2040259F, 1.0572252F * 1.08883F}};

constexpr float kKnee = 6.0F / 29.0F;

std::array<float, 256> linearLights() {
    std::array<float, 256> lights{};
    for (int value = 0; value < 256; ++value) {
        const float v = static_cast<float>(value) / 255;
        lights[value] = v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
    }
    return lights;
}

std::uint8_t byteOf(float light) {
    const float clipped = std::clamp(light, 0.0F, 1.0F);
    const float v = clipped <= 0.0031308F ? clipped * 12.92F : 1.055F * std::pow(clipped, 1 / 2.4F) - 0.055F;
    return static_cast<std::uint8_t>(std::lround(v * 255));
}

float compressed(float light) {
    return light > kKnee * kKnee * kKnee ? std::cbrt(light) : light / (3 * kKnee * kKnee) + 4.0F / 29;
}

float expanded(float value) {
    return value > kKnee ? value * value * value : 3 * kKnee * kKnee * (value - 4.0F / 29);
}

float row(const float (&weights)[3], const float (&values)[3]) {
    return weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2];
}

} // namespace

Lab labOf(const std::uint8_t* rgb) {
    static const auto lights = linearLights();
    const float linear[3] = {lights[rgb[0]], lights[rgb[1]], lights[rgb[2]]};
    const float x = compressed(row(kToWhite[0], linear));
    const float y = compressed(row(kToWhite[1], linear));
    const float z = compressed(row(kToWhite[2], linear));
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

void writeRgb(const Lab& colour, std::uint8_t* rgb) {
    const float y = (colour.l + 16) / 116;
    const float white[3] = {expanded(y + colour.a / 500), expanded(y), expanded(y - colour.b / 200)};
    for (int c = 0; c < 3; ++c)
        rgb[c] = byteOf(row(kFromWhite[c], white));
}

float distanceOf(const Lab& first, const Lab& second) {
    return std::sqrt((first.l - second.l) * (first.l - second.l) +
                     (first.a - second.a) * (first.a - second.a) +
                     (first.b - second.b) * (first.b - second.b));
}

} // namespace latentbrush::image
