#pragma once

#include "base/files.h"
#include "image/picture_file.h"

namespace latentbrush::image {

// PNG by libpng. All functions may be called from any thread.

/// 8-bit RGB or RGBA with an sRGB chunk and the texts before the pixels: tEXt when Latin-1 can hold a text,
/// else iTXt. The same input gives the same bytes. InvalidRequest: an image that is empty or whose buffer
/// does not fit its size, a key that is not 1 to 79 printable ASCII characters, a text with a NUL.
Result<std::vector<std::byte>> encodePng(const Image& image, const Texts& texts = {});

/// `encodePng`, written whole or not at all; with its errors and those of `writeWhole`.
Result<> writePng(const std::filesystem::path& path, const Image& image, const Texts& texts,
                  IfExists ifExists);

/// Any colour type, bit depth and interlacing → 8-bit sRGB, RGBA where the file has transparency (16 bits are
/// rounded, an iCCP profile is converted; both with a notice). Damage in a critical chunk, a missing end or a
/// wrong checksum is an error and not a picture with a hole: FileTruncated, FileMalformed; UnsupportedFormat:
/// no PNG; FileTooLarge: more than kMaxSide pixels a side. Texts over kMaxTextBytes, unpacked, and those
/// after the 64th are left out.
Result<PictureFile> decodePng(std::span<const std::byte> bytes);

} // namespace latentbrush::image
