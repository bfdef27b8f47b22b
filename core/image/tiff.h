#pragma once

#include "image/picture_file.h"

namespace latentbrush::image {

/// The first picture of a TIFF by libtiff, of any layout and compression that libtiff turns into 8-bit
/// colours, an ICC profile converted, upright → RGB, RGBA where it has an alpha channel. No texts.
/// FileMalformed, mostly for a file that ends early too; FileTruncated when it is far too short;
/// FileTooLarge; UnsupportedFormat: no TIFF, or a layout beyond libtiff.
Result<PictureFile> decodeTiff(std::span<const std::byte> bytes);

} // namespace latentbrush::image
