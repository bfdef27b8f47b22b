#pragma once

#include "base/result.h"
#include "image/image.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

namespace latentbrush {

/// A picture that a request needs: a shared, immutable handle, and what it is called. Two are equal when
/// their pixels are: paths do not count.
struct PictureReference {
    image::Picture picture; ///< null in a request that was read without a resolver
    std::string hash;       ///< `pixelHash` of the picture
    std::string path;       ///< where it lies, relative to the JSON; may be empty

    bool operator==(const PictureReference& other) const { return hash == other.hash; }
};

/// SHA-256 over width, height, channels and pixels, 64 lower-case hex digits: the file it came from does not
/// matter.
std::string pixelHash(const image::Image& image);

/// A reference to a picture, which must not be null.
PictureReference referenceTo(image::Picture picture, std::string path = {});

/// Finds the picture of a reference whose handle is still null, by its hash or its path. May say null, which
/// is FileMissing, or an error of its own.
using PictureResolver = std::function<Result<image::Picture>(const PictureReference&)>;

/// {"sha256": "…", "path": "…"}; without a path only the first.
nlohmann::json toJson(const PictureReference& reference);

/// The way back, not yet resolved; InvalidRequest with `key` as subject.
Result<PictureReference> pictureReferenceFromJson(const nlohmann::json& json, const std::string& key);

/// Whether it is 64 lower-case hex digits.
bool isPictureHash(const std::string& hash);

/// With the picture that the resolver finds; without a resolver as it is. FileMissing: not found;
/// HashMismatch: another picture was found; the subject is the hash, the detail the path.
Result<PictureReference> resolved(PictureReference reference, const PictureResolver& resolver);

} // namespace latentbrush
