#include "library/thumbnail.h"

#include "image/resize.h"
#include "library/library.h"

#include <memory>
#include <webp/decode.h>
#include <webp/encode.h>

namespace latentbrush::library {

namespace {

/// Of 100: a 256-pixel picture takes about 20 KB and shows no blocks at twice its size.
constexpr float kQuality = 88;

struct FreeWebP {
    void operator()(std::uint8_t* bytes) const { WebPFree(bytes); }
};

} // namespace

Result<std::string> encodeThumbnail(const image::Image& picture) {
    const auto small = image::thumbnail(picture, kThumbnailEdge);
    if (!small)
        return failure(small);
    const auto encode = small->channels == 4 ? WebPEncodeRGBA : WebPEncodeRGB;
    std::uint8_t* output = nullptr;
    const auto size = encode(small->pixels.data(), small->width, small->height,
                             small->width * small->channels, kQuality, &output);
    const std::unique_ptr<std::uint8_t, FreeWebP> owned(output);
    if (size == 0)
        return failure(ErrorCode::OutOfMemory, {}, "WebP encoder");
    return std::string(reinterpret_cast<const char*>(output), size);
}

Result<image::Image> decodeThumbnail(std::string_view webp) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(webp.data());
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(bytes, webp.size(), &features) != VP8_STATUS_OK || features.has_animation ||
        features.width > kThumbnailEdge || features.height > kThumbnailEdge)
        return failure(ErrorCode::FileMalformed, {}, "thumbnail");
    image::Image picture;
    picture.width = features.width;
    picture.height = features.height;
    picture.channels = features.has_alpha ? 4 : 3;
    const int stride = picture.width * picture.channels;
    picture.pixels.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(picture.height));
    const auto decode = features.has_alpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
    if (!decode(bytes, webp.size(), picture.pixels.data(), picture.pixels.size(), stride))
        return failure(ErrorCode::FileMalformed, {}, "thumbnail");
    return picture;
}

} // namespace latentbrush::library
