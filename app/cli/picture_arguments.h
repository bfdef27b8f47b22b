#pragma once

#include "base/result.h"
#include "request/picture_reference.h"

#include <filesystem>

namespace latentbrush::cli {

/// A picture that a flag names. The errors of reading pictures.
Result<image::Picture> readPicture(const std::filesystem::path& path);

/// Finds a request's pictures by the path that it gives them, relative to `folder`, else among those that the
/// history keeps.
PictureResolver picturesNear(const std::filesystem::path& folder);

} // namespace latentbrush::cli
