#pragma once

#include "base/files.h"
#include "image/picture_file.h"

namespace latentbrush::image {

// JPEG by libjpeg-turbo. All functions may be called from any thread.

/// Baseline, 4:4:4 (painted edges stay sharp), of an RGB image; `quality` 1 to 100. `parameters` becomes the
/// EXIF user comment; JPEG has room for no other text and for 64 KiB of EXIF. InvalidRequest: RGBA, a wrong
/// quality, a text that does not fit.
Result<std::vector<std::byte>> encodeJpeg(const Image& image, int quality,
                                          const std::string& parameters = {});

/// Grey, colour and CMYK, baseline and progressive, an ICC profile converted, turned upright → RGB; the EXIF
/// user comment comes as the text `parameters`. FileTruncated, FileMalformed (also a picture with damaged
/// parts), FileTooLarge; UnsupportedFormat: no JPEG.
Result<PictureFile> decodeJpeg(std::span<const std::byte> bytes);

} // namespace latentbrush::image
