#include "ui/painting/compose.h"

#include <QRgb>
#include <algorithm>
#include <array>

namespace latentbrush::ui {
namespace {

using document::kTileEdge;

/// Where the rectangle's row begins in a tile of that many channels.
const std::uint8_t* rowOf(const document::Tile& tile, const document::Rect& rect, int y, int channels) {
    const auto row = static_cast<std::size_t>((rect.y + y) % kTileEdge) * kTileEdge;
    return tile.pixels.data() + (row + rect.x % kTileEdge) * channels;
}

quint32 premultiplied(const std::uint8_t* rgba) {
    return qPremultiply(qRgba(rgba[0], rgba[1], rgba[2], rgba[3]));
}

void copyRow(const std::uint8_t* rgba, quint32* pixels, int count) {
    for (int x = 0; x < count; ++x, rgba += 4)
        pixels[x] = rgba[3] == 255 ? qRgb(rgba[0], rgba[1], rgba[2]) : premultiplied(rgba);
}

void blendRow(const std::uint8_t* rgba, quint32* pixels, int count) {
    for (int x = 0; x < count; ++x, rgba += 4)
        if (rgba[3] != 0)
            pixels[x] = blended(pixels[x], premultiplied(rgba));
}

/// The colour of each value of the mask.
std::array<quint32, 256> tintsOf(const MaskLook& look) {
    std::array<quint32, 256> tints{};
    for (int value = 0; value < 256; ++value) {
        const auto alpha = static_cast<int>(std::clamp(look.opacity, 0.0, 1.0) * value + 0.5);
        tints[static_cast<std::size_t>(value)] =
            qPremultiply(qRgba(look.colour.red(), look.colour.green(), look.colour.blue(), alpha));
    }
    return tints;
}

} // namespace

void compose(const SeenLayers& seen, int tile, const document::Rect& rect, const MaskLook& look,
             quint32* pixels, int stride) {
    const auto& picture = seen.picture.tile(tile);
    const auto& sketch = seen.sketch.tile(tile);
    const auto mask = look.kind == MaskLook::Kind::Overlay ? seen.mask.tile(tile) : nullptr;
    const auto tints = mask ? tintsOf(look) : std::array<quint32, 256>{};
    for (int y = 0; y < rect.height; ++y, pixels += stride) {
        if (picture)
            copyRow(rowOf(*picture, rect, y, 4), pixels, rect.width);
        else
            std::fill_n(pixels, rect.width, 0U);
        if (sketch)
            blendRow(rowOf(*sketch, rect, y, 4), pixels, rect.width);
        if (!mask)
            continue;
        const auto* values = rowOf(*mask, rect, y, 1);
        for (int x = 0; x < rect.width; ++x)
            if (values[x] != 0)
                pixels[x] = blended(pixels[x], tints[values[x]]);
    }
}

void halve(quint32* pixels, int& width, int& height) {
    constexpr quint32 kPair = 0xff00ffU;
    quint32* to = pixels;
    for (int y = 0; y < height; y += 2) {
        const quint32* upper = pixels + static_cast<std::size_t>(y) * width;
        const quint32* lower = y + 1 < height ? upper + width : upper;
        for (int x = 0; x < width; x += 2) {
            const int right = x + 1 < width ? x + 1 : x;
            const quint32 four[] = {upper[x], upper[right], lower[x], lower[right]};
            quint32 even = 0x20002U, odd = 0x20002U;
            for (const auto pixel : four) {
                even += pixel & kPair;
                odd += (pixel >> 8) & kPair;
            }
            *to++ = ((even >> 2) & kPair) | (((odd >> 2) & kPair) << 8);
        }
    }
    width = (width + 1) / 2;
    height = (height + 1) / 2;
}

} // namespace latentbrush::ui
