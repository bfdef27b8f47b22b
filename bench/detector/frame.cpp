#include "detector/frame.h"

#include <algorithm>

namespace latentbrush::detector {

namespace {

struct Picture {
    std::span<const std::uint8_t> rgb;
    int width, height;
};

/// The mean of the pixels that the cell (x, y) of a grid of 128 × 128 covers, at least one.
Rgb cellMean(const Picture& picture, int x, int y) {
    const int left = static_cast<int>(static_cast<long long>(x) * picture.width / kSide);
    const int top = static_cast<int>(static_cast<long long>(y) * picture.height / kSide);
    const int right = std::max(left + 1, static_cast<int>((x + 1LL) * picture.width / kSide));
    const int bottom = std::max(top + 1, static_cast<int>((y + 1LL) * picture.height / kSide));
    Rgb sum;
    for (int row = top; row < bottom; ++row)
        for (int column = left; column < right; ++column) {
            const auto at = (static_cast<std::size_t>(row) * picture.width + column) * 3;
            sum = sum + Rgb(picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]);
        }
    return sum * (1.0f / static_cast<float>((right - left) * (bottom - top)));
}

float median(std::array<float, 9>& values) {
    std::nth_element(values.begin(), values.begin() + 4, values.end());
    return values[4];
}

} // namespace

Frame::Frame(std::span<const std::uint8_t> rgb, int width, int height) {
    const Picture picture{rgb, width, height};
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x)
            m_rgb[index(x, y)] = cellMean(picture, x, y);
    takeSpecksAway();
    measure();
}

// The median of 3 × 3 takes noise away and keeps edges where they are.
void Frame::takeSpecksAway() {
    const auto before = m_rgb;
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            std::array<float, 9> r, g, b;
            for (int i = 0; i < 9; ++i) {
                const Rgb& near = before[index(std::clamp(x + i % 3 - 1, 0, kSide - 1),
                                               std::clamp(y + i / 3 - 1, 0, kSide - 1))];
                r[i] = near.r;
                g[i] = near.g;
                b[i] = near.b;
            }
            m_rgb[index(x, y)] = {median(r), median(g), median(b)};
        }
}

void Frame::measure() {
    std::transform(m_rgb.begin(), m_rgb.end(), m_lab.begin(), labOf);
}

void Frame::subtract(Rgb cast) {
    for (Rgb& pixel : m_rgb)
        pixel = pixel - cast;
    measure();
}

} // namespace latentbrush::detector
