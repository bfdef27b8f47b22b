#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace latentbrush::image {

/// Where a picture is painted again: 8 bits per pixel, 255 = repaint, 0 = keep, in between = mix. Rows from
/// the top left without padding: `values.size() == width * height`. Where a yes or no is needed, 128 and
/// above is yes. A plain value.
struct Mask {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> values;

    bool empty() const { return values.empty(); }
    std::uint8_t at(int x, int y) const { return values[static_cast<std::size_t>(y) * width + x]; }
    bool operator==(const Mask&) const = default;
};

/// The smallest value that counts as inside; 255 - v turns inside into outside and back.
inline constexpr std::uint8_t kMaskInside = 128;

/// A mask with the same value everywhere; a size below 1 gives the empty mask.
inline Mask filledMask(int width, int height, std::uint8_t value = 0) {
    if (width < 1 || height < 1)
        return {};
    return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height, value)};
}

} // namespace latentbrush::image
