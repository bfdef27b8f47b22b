#include "image/picture_file.h"

#include "base/files.h"
#include "image/colour_profile.h"
#include "image/jpeg.h"
#include "image/orientation.h"
#include "image/png.h"
#include "image/tiff.h"
#include "image/webp.h"

#include <algorithm>

namespace latentbrush::image {

const std::string* findText(const Texts& texts, std::string_view key) {
    const auto found = std::ranges::find(texts, key, &Text::key);
    return found == texts.end() ? nullptr : &found->value;
}

Result<> checkSides(std::uint64_t width, std::uint64_t height) {
    const auto sides = std::to_string(width) + "x" + std::to_string(height);
    if (width == 0 || height == 0)
        return failure(ErrorCode::FileMalformed, {}, sides + " pixels");
    if (width > kMaxSide || height > kMaxSide)
        return failure(ErrorCode::FileTooLarge, {},
                       sides + " pixels, limit " + std::to_string(kMaxSide) + " a side");
    return {};
}

Result<> checkImage(const Image& image) {
    const bool fits = image.width >= 1 && image.height >= 1 && image.width <= kMaxSide &&
                      image.height <= kMaxSide && (image.channels == 3 || image.channels == 4) &&
                      image.pixels.size() == std::size_t(image.width) * image.height * image.channels;
    if (fits)
        return {};
    return failure(ErrorCode::InvalidRequest, "image",
                   std::to_string(image.width) + "x" + std::to_string(image.height) + "x" +
                       std::to_string(image.channels) + ", " + std::to_string(image.pixels.size()) +
                       " bytes");
}

void finishPixels(PictureFile& file, std::span<const std::byte> profile, int orientation) {
    if (const auto notice = convertToSrgb(file.image, profile))
        file.notices.push_back(*notice);
    if (orientation >= 2 && orientation <= 8) {
        file.image = upright(std::move(file.image), orientation);
        file.notices.push_back(Notice::TurnedUpright);
    }
}

std::optional<PictureFormat> pictureFormatOf(std::span<const std::byte> bytes) {
    const std::string_view start(reinterpret_cast<const char*>(bytes.data()),
                                 std::min<std::size_t>(bytes.size(), 12));
    if (start.starts_with("\x89PNG\r\n\x1a\n"))
        return PictureFormat::Png;
    if (start.starts_with("\xff\xd8\xff"))
        return PictureFormat::Jpeg;
    if (start.size() == 12 && start.starts_with("RIFF") && start.ends_with("WEBP"))
        return PictureFormat::WebP;
    // The last two: BigTIFF.
    for (const std::string_view tiff : {std::string_view("II*\0", 4), std::string_view("MM\0*", 4),
                                        std::string_view("II+\0", 4), std::string_view("MM\0+", 4)})
        if (start.starts_with(tiff))
            return PictureFormat::Tiff;
    return std::nullopt;
}

Result<PictureFile> decodePicture(std::span<const std::byte> bytes) {
    const auto format = pictureFormatOf(bytes);
    if (!format)
        return failure(ErrorCode::UnsupportedFormat, {}, "no PNG, JPEG, WebP or TIFF");
    switch (*format) {
    case PictureFormat::Png:
        return decodePng(bytes);
    case PictureFormat::Jpeg:
        return decodeJpeg(bytes);
    case PictureFormat::WebP:
        return decodeWebP(bytes);
    case PictureFormat::Tiff:
        return decodeTiff(bytes);
    }
    return failure(ErrorCode::UnsupportedFormat);
}

Result<PictureFile> readPictureFile(const std::filesystem::path& path) {
    const auto bytes = readWhole(path, kMaxFileBytes);
    if (!bytes)
        return failure(bytes);
    auto file = decodePicture(std::as_bytes(std::span(bytes->data(), bytes->size())));
    if (!file)
        return failure(file.error().code, path.string(), file.error().detail);
    return file;
}

} // namespace latentbrush::image
