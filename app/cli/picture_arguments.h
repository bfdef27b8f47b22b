#pragma once

#include "base/result.h"
#include "request/picture_reference.h"

#include <filesystem>

namespace latentbrush::cli {

/// A picture that a flag names; a document (`.ora`) is its picture with the sketch upon it. What reading did
/// to it beyond that is said. The errors of reading pictures and documents.
Result<image::Picture> readPicture(const std::filesystem::path& path);

/// The same for a mask: of a document its mask, white where it is painted.
Result<image::Picture> readMask(const std::filesystem::path& path);

/// Finds a request's pictures by the path that it gives them, relative to `folder`, else among those that the
/// history keeps.
PictureResolver picturesNear(const std::filesystem::path& folder);

} // namespace latentbrush::cli
