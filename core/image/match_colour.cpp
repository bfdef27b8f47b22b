#include "image/match_colour.h"

#include "image/guarded.h"
#include "image/lab.h"
#include "image/mask_combine.h"
#include "image/mask_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::image {

namespace {

/// Fewer pixels say nothing about a picture's colours.
constexpr std::size_t kFewestPixels = 32;
/// A patch flatter than this has no contrast to stretch, only rounding.
constexpr double kFlat = 0.5;

/// The band of pixels around the mask: 255.
Result<Mask> bandAround(const Mask& mask) {
    Mask touched = mask;
    for (auto& value : touched.values)
        value = value > 0 ? 255 : 0;
    const auto wide = grown(touched, kMatchBand);
    if (!wide)
        return wide;
    return subtracted(*wide, touched);
}

using Channels = std::array<double, 3>;

Channels channelsOf(const std::uint8_t* rgb) {
    const Lab lab = labOf(rgb);
    return {lab.l, lab.a, lab.b};
}

bool isSeen(const Image& image, std::size_t pixel) {
    return image.channels == 3 || image.pixels[pixel * 4 + 3] > 0;
}

struct Spread {
    std::size_t count = 0;
    Channels mean{};
    Channels deviation{};
};

Spread spreadOf(const Image& image, const std::vector<std::size_t>& pixels) {
    Spread spread{pixels.size(), {}, {}};
    Channels squares{};
    for (const auto pixel : pixels) {
        const auto values = channelsOf(image.pixels.data() + pixel * image.channels);
        for (int c = 0; c < 3; ++c) {
            spread.mean[c] += values[c] / static_cast<double>(spread.count);
            squares[c] += values[c] * values[c] / static_cast<double>(spread.count);
        }
    }
    for (int c = 0; c < 3; ++c)
        spread.deviation[c] = std::sqrt(std::max(0.0, squares[c] - spread.mean[c] * spread.mean[c]));
    return spread;
}

void move(Image& patch, const Spread& from, const Spread& to) {
    Channels scale{};
    for (int c = 0; c < 3; ++c)
        scale[c] = from.deviation[c] < kFlat ? 1 : std::clamp(to.deviation[c] / from.deviation[c], 0.5, 2.0);
    for (std::size_t at = 0; at < patch.pixels.size(); at += patch.channels) {
        auto values = channelsOf(&patch.pixels[at]);
        for (int c = 0; c < 3; ++c)
            values[c] = (values[c] - from.mean[c]) * scale[c] + to.mean[c];
        writeRgb(
            {static_cast<float>(values[0]), static_cast<float>(values[1]), static_cast<float>(values[2])},
            &patch.pixels[at]);
    }
}

} // namespace

Result<Image> colourMatched(const Image& patch, const Image& picture, const Mask& mask) {
    if (patch.width != picture.width || patch.height != picture.height || mask.width != picture.width ||
        mask.height != picture.height)
        return failure(ErrorCode::InvalidSize,
                       std::to_string(patch.width) + "x" + std::to_string(patch.height),
                       "patch, picture and mask differ in size");
    const auto band = bandAround(mask);
    if (!band)
        return failure(band);
    return guarded([&]() -> Result<Image> {
        std::vector<std::size_t> pixels;
        for (std::size_t i = 0; i < band->values.size(); ++i)
            if (band->values[i] && isSeen(patch, i) && isSeen(picture, i))
                pixels.push_back(i);
        Image result = patch;
        if (pixels.size() >= kFewestPixels)
            move(result, spreadOf(patch, pixels), spreadOf(picture, pixels));
        return result;
    });
}

} // namespace latentbrush::image
