#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::image {

/// The two things of an EXIF block that matter here.
struct Exif {
    int orientation = 1;     ///< 1 to 8, tag 0x0112: how the stored rows lie; 1: upright
    std::string userComment; ///< tag 0x9286 as UTF-8: where programs put `parameters` in JPEG and WebP
};

/// Reads a TIFF structure, with or without "Exif\0\0" before it. Whatever is damaged is left at its default.
Exif readExif(std::span<const std::byte> bytes);

/// A block ("Exif\0\0" and TIFF) that holds this comment alone, in UTF-16; the same text gives the same
/// bytes.
std::vector<std::byte> exifWithComment(std::string_view comment);

} // namespace latentbrush::image
