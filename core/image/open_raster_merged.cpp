#include "image/open_raster.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::image {

namespace {

constexpr float kFull = 255;

std::uint8_t rounded(float value) {
    return static_cast<std::uint8_t>(std::lround(value));
}

/// One pixel upon another, both of straight alpha.
void lay(std::uint8_t* below, const std::uint8_t* above, float alpha) {
    const float rest = below[3] / kFull * (1 - alpha);
    const float sum = alpha + rest;
    if (sum <= 0)
        return;
    for (int c = 0; c < 3; ++c)
        below[c] = rounded((above[c] * alpha + below[c] * rest) / sum);
    below[3] = rounded(sum * kFull);
}

void lay(Image& canvas, const RasterLayer& layer) {
    const Image& image = layer.image;
    const int left = std::max(0, -layer.x), right = std::min(image.width, canvas.width - layer.x);
    const int top = std::max(0, -layer.y), bottom = std::min(image.height, canvas.height - layer.y);
    const auto opacity = static_cast<float>(layer.opacity);
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const auto* pixel = image.at(x, y);
            const float alpha = image.channels == 4 ? opacity * pixel[3] / kFull : opacity;
            lay(const_cast<std::uint8_t*>(canvas.at(x + layer.x, y + layer.y)), pixel, alpha);
        }
}

} // namespace

Image mergedImage(const OpenRaster& raster) {
    Image canvas{raster.width, raster.height, 4, {}};
    canvas.pixels.resize(std::size_t(4) * raster.width * raster.height);
    for (auto layer = raster.layers.rbegin(); layer != raster.layers.rend(); ++layer)
        if (layer->visible && layer->opacity > 0)
            lay(canvas, *layer);
    return canvas;
}

bool isMergedPlainly(const OpenRaster& raster) {
    const auto isPlain = [](const RasterLayer& layer) {
        return !layer.visible || layer.opacity <= 0 || layer.compositeOp == kSourceOver;
    };
    return !raster.groupsLost && std::ranges::all_of(raster.layers, isPlain);
}

} // namespace latentbrush::image
