#pragma once

#include "image/picture_file.h"

namespace latentbrush::image {

/// WebP by libwebp, lossy or lossless → RGB, RGBA where the file says that it has transparency; an ICC
/// profile converted, turned upright; the EXIF user comment comes as the text `parameters`. FileTruncated,
/// FileMalformed, FileTooLarge; UnsupportedFormat: no WebP, or an animation.
Result<PictureFile> decodeWebP(std::span<const std::byte> bytes);

} // namespace latentbrush::image
