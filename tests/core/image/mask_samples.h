#pragma once

#include "image/mask.h"

#include <random>
#include <string>
#include <vector>

namespace latentbrush::image {

/// A mask drawn in text: '#' is 255, '.' is 0, a digit is that many tenths of 250.
inline Mask drawn(const std::vector<std::string>& rows) {
    Mask mask{static_cast<int>(rows[0].size()), static_cast<int>(rows.size()), {}};
    for (const auto& row : rows)
        for (const char c : row)
            mask.values.push_back(c == '#' ? 255 : c == '.' ? 0 : static_cast<std::uint8_t>((c - '0') * 25));
    return mask;
}

/// The hard mask back as text, 128 and above as '#'.
inline std::vector<std::string> drawing(const Mask& mask) {
    std::vector<std::string> rows;
    for (int y = 0; y < mask.height; ++y) {
        rows.emplace_back();
        for (int x = 0; x < mask.width; ++x)
            rows.back() += mask.at(x, y) >= kMaskInside ? '#' : '.';
    }
    return rows;
}

/// A few blobs and specks with values of all kinds.
inline Mask sampleMask(int width, int height, unsigned seed = 1) {
    Mask mask = filledMask(width, height);
    std::mt19937 random(seed);
    for (int blob = 0; blob < 4; ++blob) {
        const int left = random() % width, top = random() % height, edge = 1 + random() % 6;
        const auto value = static_cast<std::uint8_t>(random() % 2 ? 255 : random() % 256);
        for (int y = top; y < std::min(height, top + edge); ++y)
            for (int x = left; x < std::min(width, left + edge); ++x)
                mask.values[static_cast<std::size_t>(y) * width + x] = value;
    }
    return mask;
}

} // namespace latentbrush::image
