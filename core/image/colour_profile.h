#pragma once

#include "image/image.h"
#include "image/notice.h"

#include <cstddef>
#include <optional>
#include <span>

namespace latentbrush::image {

// Embedded ICC profiles, by lcms2: from a file's colours to sRGB, relative colorimetric with black point
// compensation. All functions may be called from any thread; a damaged profile harms nothing.

/// Profiles of printers have a megabyte or two.
inline constexpr std::size_t kMaxProfileBytes = std::size_t(16) << 20;

/// Converts the pixels from the profile's colours to sRGB; alpha stays as it is. None when there is no
/// profile or its colours are those of sRGB anyway (no channel differs by more than 2): then no pixel is
/// touched. ProfileConverted, or ProfileUnusable when it is damaged or for neither RGB nor, of a grey
/// picture, grey: then no pixel is touched either.
std::optional<Notice> convertToSrgb(Image& image, std::span<const std::byte> profile);

/// A picture in inks: cyan, magenta, yellow and black, from 0, none, to 255, full.
struct CmykPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> inks;
};

/// The picture as RGB: by the profile where it is one of inks, else by the plain product of what each ink
/// leaves. CmykConverted, and ProfileConverted or ProfileUnusable where there is a profile, are added.
Image rgbFromCmyk(const CmykPicture& picture, std::span<const std::byte> profile, Notices& notices);

} // namespace latentbrush::image
