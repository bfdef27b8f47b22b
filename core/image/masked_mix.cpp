#include "image/masked_mix.h"

#include "image/guarded.h"

#include <algorithm>

namespace latentbrush::image {

namespace {

std::uint8_t weighed(int under, int over, int underWeight, int overWeight) {
    const int sum = underWeight + overWeight;
    return static_cast<std::uint8_t>((under * underWeight + over * overWeight + sum / 2) / sum);
}

/// Both with alpha, straight. The weights stay below 2^16, the sums below 2^25.
void mixTransparent(std::uint8_t* under, const std::uint8_t* over, int overAlpha, int m) {
    const int underWeight = under[3] * (255 - m), overWeight = overAlpha * m;
    if (underWeight + overWeight > 0)
        for (int c = 0; c < 3; ++c)
            under[c] = weighed(under[c], over[c], underWeight, overWeight);
    under[3] = weighed(under[3], overAlpha, 255 - m, m);
}

void mixPixel(std::uint8_t* under, int underChannels, const std::uint8_t* over, int overChannels, int m) {
    const int overAlpha = overChannels == 4 ? over[3] : 255;
    if (m == 255) {
        std::copy_n(over, 3, under);
        if (underChannels == 4)
            under[3] = static_cast<std::uint8_t>(overAlpha);
    } else if (underChannels == 4) {
        mixTransparent(under, over, overAlpha, m);
    } else {
        for (int c = 0; c < 3; ++c)
            under[c] = weighed(under[c], over[c], 255 - m, m);
    }
}

} // namespace

Result<Image> mixed(const Image& under, const Image& over, const Mask& mask) {
    if (under.width != over.width || under.height != over.height || mask.width != under.width ||
        mask.height != under.height)
        return failure(ErrorCode::InvalidSize, std::to_string(mask.width) + "x" + std::to_string(mask.height),
                       "pictures and mask differ in size");
    if (over.channels > under.channels)
        return failure(ErrorCode::InvalidRequest, "alpha", "the picture below has none");
    return guarded([&]() -> Result<Image> {
        Image result = under;
        for (std::size_t i = 0; i < mask.values.size(); ++i)
            if (const int m = mask.values[i]; m > 0)
                mixPixel(result.pixels.data() + i * under.channels, under.channels,
                         over.pixels.data() + i * over.channels, over.channels, m);
        return result;
    });
}

} // namespace latentbrush::image
