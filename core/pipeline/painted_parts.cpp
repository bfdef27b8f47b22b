#include "pipeline/painted_parts.h"

#include <algorithm>

namespace latentbrush::pipeline {

at::Tensor tensorOf(const image::Image& picture) {
    const auto bytes = torch::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                                        {1, picture.height, picture.width, picture.channels}, at::kByte);
    return bytes.narrow(3, 0, 3).permute({0, 3, 1, 2}).to(at::kFloat).contiguous() / 127.5 - 1;
}

std::uint8_t whitenessAt(const image::Image& mask, int x, int y) {
    const auto* pixel = mask.at(x, y);
    const unsigned brightest = std::max({pixel[0], pixel[1], pixel[2]});
    const unsigned opacity = mask.channels == 4 ? pixel[3] : 255;
    return static_cast<std::uint8_t>((brightest * opacity + 127) / 255);
}

at::Tensor whiteOf(const image::Image& mask) {
    constexpr int kHalf = 128;
    auto white = at::zeros({1, 1, mask.height, mask.width});
    auto cells = white.accessor<float, 4>();
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            cells[0][0][y][x] = whitenessAt(mask, x, y) >= kHalf ? 1 : 0;
    return white;
}

at::Tensor onLatents(const at::Tensor& white, int edge) {
    return at::max_pool2d(white, edge, edge);
}

image::Image pastedOver(const image::Image& init, const image::Image& mask, image::Image made) {
    auto* out = made.pixels.data();
    for (int y = 0; y < made.height; ++y)
        for (int x = 0; x < made.width; ++x) {
            const unsigned white = whitenessAt(mask, x, y);
            const auto* below = init.at(x, y);
            for (int colour = 0; colour < 3; ++colour, ++out)
                *out = static_cast<std::uint8_t>((*out * white + below[colour] * (255 - white) + 127) / 255);
        }
    return made;
}

} // namespace latentbrush::pipeline
