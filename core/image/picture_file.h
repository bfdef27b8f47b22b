#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/notice.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::image {

/// A text that a picture file carries beside its pixels: `parameters`, `latentbrush`, `Software` … in UTF-8.
struct Text {
    std::string key;
    std::string value;
    bool operator==(const Text&) const = default;
};
using Texts = std::vector<Text>;

/// The first text of that key, null when there is none.
const std::string* findText(const Texts& texts, std::string_view key);

/// What a file held: the pixels as 8-bit sRGB, upright, its texts in the file's order, and what was done to
/// the pixels to get there.
struct PictureFile {
    Image image;
    Texts texts;
    Notices notices{};
};

/// Limits that are checked before memory is taken.
inline constexpr int kMaxSide = 16384;                             ///< pixels
inline constexpr std::size_t kMaxTextBytes = std::size_t(4) << 20; ///< of one text, unpacked
inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t(1) << 30;

enum class PictureFormat { Png, Jpeg, WebP, Tiff };

/// Width and height within 1 to kMaxSide: FileTooLarge above, FileMalformed below.
Result<> checkSides(std::uint64_t width, std::uint64_t height);

/// An image that can be written: 3 or 4 channels, 1 to kMaxSide pixels a side, a buffer of just that size.
/// InvalidRequest.
Result<> checkImage(const Image& image);

/// The last steps from a file's pixels to a PictureFile's: an embedded profile's colours to sRGB, then the
/// rows upright; with their notices.
void finishPixels(PictureFile& file, std::span<const std::byte> profile, int orientation);

/// PNG, JPEG, WebP or TIFF, told apart by their first bytes; UnsupportedFormat for all else and the errors of
/// each format's decoder. `pictureFormatOf` looks at the first 12 bytes.
std::optional<PictureFormat> pictureFormatOf(std::span<const std::byte> bytes);
Result<PictureFile> decodePicture(std::span<const std::byte> bytes);

/// The same for a file of at most kMaxFileBytes; errors have the path as subject. FileMissing,
/// FileUnreadable.
Result<PictureFile> readPictureFile(const std::filesystem::path& path);

} // namespace latentbrush::image
