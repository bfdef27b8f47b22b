#pragma once

namespace latentbrush::image {

/// A rectangle in a picture's pixels: the left upper pixel, and how many columns and rows.
struct Box {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Box&) const = default;
};

} // namespace latentbrush::image
