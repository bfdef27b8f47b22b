#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace latentbrush::image {

/// A picture in memory: 8-bit sRGB, interleaved rows from the top left, 3 (RGB) or 4 (RGBA, straight alpha)
/// channels, no row padding: `pixels.size() == width * height * channels`. A plain value; hand it on as a
/// `Picture`, which copies for free.
struct Image {
    int width = 0;
    int height = 0;
    int channels = 3;
    std::vector<std::uint8_t> pixels;

    bool empty() const { return pixels.empty(); }
    const std::uint8_t* at(int x, int y) const {
        return pixels.data() + (static_cast<std::size_t>(y) * width + x) * channels;
    }
    bool operator==(const Image&) const = default;
};

/// A shared, immutable picture: events, requests and widgets pass it across threads without a copy. May be
/// null.
using Picture = std::shared_ptr<const Image>;

} // namespace latentbrush::image
