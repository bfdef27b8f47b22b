#include "image/mask_from.h"

#include "image/guarded.h"
#include "image/lab.h"
#include "image/mats.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

namespace latentbrush::image {

namespace {

/// A mask whose values are what `valueOf` makes of each pixel.
template <class ValueOf>
Result<Mask> eachPixel(const Image& image, ValueOf&& valueOf, const StopToken& stop = {}) {
    if (image.empty())
        return failure(ErrorCode::InvalidRequest, "image", "an empty picture");
    return guarded([&]() -> Result<Mask> {
        Mask mask = filledMask(image.width, image.height);
        const std::uint8_t* pixel = image.pixels.data();
        for (std::size_t at = 0; at < mask.values.size(); ++at, pixel += image.channels) {
            constexpr std::size_t kLooks = 4096;
            if (at % kLooks == 0 && stop.stopNow())
                return failure(ErrorCode::Cancelled);
            mask.values[at] = valueOf(pixel);
        }
        return mask;
    });
}

bool isAlike(const std::uint8_t* first, const std::uint8_t* second, int channels, int tolerance) {
    if (channels == 4 && first[3] == 0 && second[3] == 0)
        return true;
    for (int c = 0; c < channels; ++c)
        if (std::abs(first[c] - second[c]) > tolerance)
            return false;
    return true;
}

/// Only what hangs together with the pixel at (x, y) stays.
void keepConnected(Mask& mask, int x, int y) {
    cv::Mat values = matOf(mask);
    // A value of its own marks what is reached; the rest goes.
    cv::floodFill(values, {x, y}, 1, nullptr, {}, {}, 4);
    for (auto& value : mask.values)
        value = value == 1 ? 255 : 0;
}

} // namespace

Result<Mask> maskFromAlpha(const Image& image) {
    return eachPixel(image, [&](const std::uint8_t* pixel) -> std::uint8_t {
        return image.channels == 4 ? pixel[3] : 255;
    });
}

Result<Mask> maskFromLuminance(const Image& image) {
    return eachPixel(image, [](const std::uint8_t* pixel) {
        // PIL's weights in 16 bits; they add up to 65536.
        return static_cast<std::uint8_t>((pixel[0] * 19595 + pixel[1] * 38470 + pixel[2] * 7471 + 0x8000) >>
                                         16);
    });
}

Result<Mask> maskFromWhiteness(const Image& image) {
    if (image.empty())
        return failure(ErrorCode::InvalidRequest, "image", "is empty");
    return guarded([&]() -> Result<Mask> {
        auto mask = filledMask(image.width, image.height);
        const auto channels = static_cast<std::size_t>(image.channels);
        for (std::size_t i = 0; i < mask.values.size(); ++i) {
            const auto* pixel = &image.pixels[i * channels];
            const unsigned brightest = std::max({pixel[0], pixel[1], pixel[2]});
            const unsigned opacity = channels == 4 ? pixel[3] : 255;
            mask.values[i] = static_cast<std::uint8_t>((brightest * opacity + 127) / 255);
        }
        return mask;
    });
}

Result<Mask> maskFromColour(const Image& image, std::array<std::uint8_t, 3> rgb, float tolerance,
                            float softness, const StopToken& stop) {
    if (!(tolerance >= 0) || !(softness >= 0))
        return failure(ErrorCode::InvalidRequest, "tolerance", "tolerance and softness of 0 or more");
    const Lab wanted = labOf(rgb.data());
    const auto valueOf = [&](const std::uint8_t* pixel) -> std::uint8_t {
        const float beyond = distanceOf(labOf(pixel), wanted) - tolerance;
        if (beyond <= 0)
            return 255;
        return beyond >= softness ? 0 : static_cast<std::uint8_t>(std::lround(255 * (1 - beyond / softness)));
    };
    return eachPixel(image, valueOf, stop);
}

Result<Mask> maskByWand(const Image& image, int x, int y, int tolerance, WandReach reach) {
    if (x < 0 || y < 0 || x >= image.width || y >= image.height)
        return failure(ErrorCode::InvalidRequest, std::to_string(x) + "," + std::to_string(y),
                       "outside of the picture");
    if (tolerance < 0 || tolerance > 255)
        return failure(ErrorCode::InvalidRequest, "tolerance", "0 to 255");
    auto mask = eachPixel(image, [&, clicked = image.at(x, y)](const std::uint8_t* pixel) -> std::uint8_t {
        return isAlike(pixel, clicked, image.channels, tolerance) ? 255 : 0;
    });
    if (!mask || reach == WandReach::Everywhere)
        return mask;
    return guarded([&]() -> Result<Mask> {
        keepConnected(*mask, x, y);
        return std::move(*mask);
    });
}

Image greyPicture(const Mask& mask) {
    Image picture{mask.width, mask.height, 3, {}};
    picture.pixels.reserve(3 * mask.values.size());
    for (const auto value : mask.values)
        picture.pixels.insert(picture.pixels.end(), 3, value);
    return picture;
}

} // namespace latentbrush::image
