#pragma once

#include "image/image.h"

#include "base/result.h"

#include <string>

namespace latentbrush::library {

/// Pixels of a thumbnail's longest edge; a smaller picture keeps its size.
inline constexpr int kThumbnailEdge = 256;

/// The picture, made small, as WebP (`decodeThumbnail` of library.h reads it).
Result<std::string> encodeThumbnail(const image::Image& picture);

} // namespace latentbrush::library
