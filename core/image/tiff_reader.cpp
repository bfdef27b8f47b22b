#include "image/tiff.h"

#include "image/colour_profile.h"

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

/// How its pixels are laid out. The profile is libtiff's, for as long as the file is open.
struct Layout {
    std::uint16_t bits = 8;
    std::uint16_t samples = 1;
    std::uint16_t orientation = ORIENTATION_TOPLEFT;
    bool inks = false; ///< CMYK
    std::span<const std::byte> profile;
};

Layout layoutOf(TIFF* tiff) {
    Layout layout;
    std::uint16_t photometric = PHOTOMETRIC_RGB;
    std::uint32_t profileBytes = 0;
    const void* profile = nullptr;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &layout.bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &layout.samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &layout.orientation);
    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric);
    layout.inks = photometric == PHOTOMETRIC_SEPARATED;
    if (TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &profileBytes, &profile) && profile)
        layout.profile = {static_cast<const std::byte*>(profile), profileBytes};
    return layout;
}

/// Whether its inks can be read row by row, for the profile; libtiff itself knows the plain product alone.
bool isPlainRows(TIFF* tiff, const Layout& layout) {
    std::uint16_t planes = PLANARCONFIG_CONTIG;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planes);
    return !TIFFIsTiled(tiff) && planes == PLANARCONFIG_CONTIG && layout.samples == 4 &&
           (layout.bits == 8 || layout.bits == 16);
}

/// None for damage.
std::optional<CmykPicture> inksOf(TIFF* tiff, int width, int height, const Layout& layout) {
    const auto samples = static_cast<std::size_t>(width) * layout.samples;
    const std::size_t bytes = layout.bits / 8;
    const auto rowBytes = static_cast<std::size_t>(std::max<tmsize_t>(0, TIFFScanlineSize(tiff)));
    if (rowBytes < samples * bytes)
        return std::nullopt;
    std::vector<std::uint8_t> row(rowBytes);
    CmykPicture picture{width, height, std::vector<std::uint8_t>(samples * static_cast<std::size_t>(height))};
    auto* ink = picture.inks.data();
    for (int y = 0; y < height; ++y) {
        if (TIFFReadScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) != 1)
            return std::nullopt;
        for (std::size_t i = 0; i < samples; ++i, ++ink) {
            std::uint16_t wide = 0; // in this machine's byte order, as libtiff gives it
            if (bytes == 2)
                std::memcpy(&wide, row.data() + i * 2, 2);
            *ink = bytes == 2 ? static_cast<std::uint8_t>((wide + 128) / 257) : row[i];
        }
    }
    return picture;
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
    const auto layout = layoutOf(tiff.get());
    PictureFile file;
    if (layout.bits > 8)
        file.notices.push_back(Notice::ReducedTo8Bits);
    if (layout.inks && isPlainRows(tiff.get(), layout)) {
        const auto inks = inksOf(tiff.get(), static_cast<int>(width), static_cast<int>(height), layout);
        if (!inks)
            return failure(ErrorCode::FileMalformed, {}, source.message);
        file.image = rgbFromCmyk(*inks, layout.profile, file.notices);
        finishPixels(file, {}, layout.orientation);
        return file;
    }
    std::vector<std::uint32_t> pixels(std::size_t(width) * height);
    constexpr int kStopAtDamage = 1;
    // By its own orientation, so that libtiff, which knows no quarter turns, turns nothing.
    if (!TIFFReadRGBAImageOriented(tiff.get(), width, height, pixels.data(), layout.orientation,
                                   kStopAtDamage))
        return failure(ErrorCode::FileMalformed, {}, source.message);
    file.image = imageOf(pixels, static_cast<int>(width), static_cast<int>(height), hasAlpha(tiff.get()));
    if (layout.inks)
        file.notices.push_back(Notice::CmykConverted);
    finishPixels(file, layout.inks ? std::span<const std::byte>() : layout.profile, layout.orientation);
    return file;
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
