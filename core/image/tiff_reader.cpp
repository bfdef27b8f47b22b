#include "image/tiff.h"

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <tiffio.h>

namespace latentbrush::image {

namespace {

/// What libtiff reads from: bytes in memory, and the last thing it complained of.
struct Source {
    std::span<const std::byte> bytes;
    std::uint64_t at = 0;
    char message[256] = {};
};

tmsize_t onRead(thandle_t handle, void* into, tmsize_t count) {
    auto& source = *static_cast<Source*>(handle);
    if (source.at >= source.bytes.size())
        return 0;
    const auto present =
        std::min<std::uint64_t>(static_cast<std::uint64_t>(count), source.bytes.size() - source.at);
    std::memcpy(into, source.bytes.data() + source.at, present);
    source.at += present;
    return static_cast<tmsize_t>(present);
}

toff_t onSeek(thandle_t handle, toff_t offset, int whence) {
    auto& source = *static_cast<Source*>(handle);
    const std::uint64_t base = whence == SEEK_CUR ? source.at : whence == SEEK_END ? source.bytes.size() : 0;
    source.at = base + offset;
    return source.at;
}

tmsize_t onWrite(thandle_t, void*, tmsize_t) {
    return -1;
}
int onClose(thandle_t) {
    return 0;
}
toff_t onSize(thandle_t handle) {
    return static_cast<Source*>(handle)->bytes.size();
}

int onError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& source = *static_cast<Source*>(user);
    std::vsnprintf(source.message, sizeof source.message, format, arguments);
    return 1; // handled: nothing goes to stderr
}
int onWarning(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

using Handle = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

Handle openSource(Source& source) {
    constexpr tmsize_t kMaxAllocation = tmsize_t(1) << 30;
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                   &TIFFOpenOptionsFree);
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxAllocation);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), onError, &source);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), onWarning, &source);
    // 'm': no memory mapping, which there is none of here.
    return {TIFFClientOpenExt("", "rm", &source, onRead, onWrite, onSeek, onClose, onSize, nullptr, nullptr,
                              options.get()),
            &TIFFClose};
}

bool hasAlpha(TIFF* tiff) {
    std::uint16_t extras = 0;
    std::uint16_t* kinds = nullptr;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds);
    return extras > 0 && (kinds[0] == EXTRASAMPLE_ASSOCALPHA || kinds[0] == EXTRASAMPLE_UNASSALPHA);
}

/// libtiff gives premultiplied colours.
std::uint8_t straight(std::uint32_t colour, std::uint32_t alpha) {
    return static_cast<std::uint8_t>(alpha ? std::min<std::uint32_t>(255, (colour * 255 + alpha / 2) / alpha)
                                           : 0);
}

Image imageOf(const std::vector<std::uint32_t>& pixels, int width, int height, bool alpha) {
    Image image{width, height, alpha ? 4 : 3, {}};
    image.pixels.reserve(pixels.size() * static_cast<std::size_t>(image.channels));
    for (const std::uint32_t pixel : pixels) {
        const std::uint32_t opacity = alpha ? TIFFGetA(pixel) : 255;
        for (const std::uint32_t colour : {TIFFGetR(pixel), TIFFGetG(pixel), TIFFGetB(pixel)})
            image.pixels.push_back(straight(colour, opacity));
        if (alpha)
            image.pixels.push_back(static_cast<std::uint8_t>(opacity));
    }
    return image;
}

Result<PictureFile> decode(std::span<const std::byte> bytes) {
    Source source{bytes};
    const Handle tiff = openSource(source);
    if (!tiff)
        return failure(ErrorCode::FileMalformed, {}, source.message);
    std::uint32_t width = 0, height = 0;
    TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
    if (auto checked = checkSides(width, height); !checked)
        return failure(checked);
    // The densest codec of them, fax group 4, packs a row of kMaxSide pixels into one bit.
    constexpr std::uint64_t kMostPacked = kMaxSide;
    if (TIFFScanlineSize64(tiff.get()) * height > bytes.size() * kMostPacked)
        return failure(ErrorCode::FileTruncated, {}, "too short for its pixels");
    char reason[1024] = {};
    if (!TIFFRGBAImageOK(tiff.get(), reason))
        return failure(ErrorCode::UnsupportedFormat, {}, reason);
    std::vector<std::uint32_t> pixels(std::size_t(width) * height);
    constexpr int kStopAtDamage = 1;
    if (!TIFFReadRGBAImageOriented(tiff.get(), width, height, pixels.data(), ORIENTATION_TOPLEFT,
                                   kStopAtDamage))
        return failure(ErrorCode::FileMalformed, {}, source.message);
    return PictureFile{
        imageOf(pixels, static_cast<int>(width), static_cast<int>(height), hasAlpha(tiff.get())), {}};
}

} // namespace

Result<PictureFile> decodeTiff(std::span<const std::byte> bytes) {
    if (pictureFormatOf(bytes) != PictureFormat::Tiff)
        return failure(ErrorCode::UnsupportedFormat, {}, "no TIFF");
    try {
        return decode(bytes);
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    }
}

} // namespace latentbrush::image
