#include "request/picture_reference.h"

#include "base/sha256.h"
#include "request/json_reader.h"

#include <algorithm>

namespace latentbrush {

std::string pixelHash(const image::Image& image) {
    Sha256 sha;
    sha.update(std::to_string(image.width) + "x" + std::to_string(image.height) + "x" +
               std::to_string(image.channels) + "\n");
    sha.update(std::as_bytes(std::span(image.pixels)));
    return sha.hex();
}

PictureReference referenceTo(image::Picture picture, std::string path) {
    auto hash = pixelHash(*picture);
    return {std::move(picture), std::move(hash), std::move(path)};
}

nlohmann::json toJson(const PictureReference& reference) {
    auto json = nlohmann::json{{"sha256", reference.hash}};
    if (!reference.path.empty())
        json["path"] = reference.path;
    return json;
}

Result<PictureReference> pictureReferenceFromJson(const nlohmann::json& json, const std::string& key) {
    JsonReader reader(json, key + ".");
    PictureReference reference;
    reader.read("sha256", reference.hash);
    reader.read("path", reference.path);
    if (reader.error())
        return failure(ErrorCode::InvalidRequest, key, reader.error()->detail);
    if (!isPictureHash(reference.hash))
        return failure(ErrorCode::InvalidRequest, key, "sha256 is not 64 lower-case hex digits");
    return reference;
}

bool isPictureHash(const std::string& hash) {
    constexpr std::size_t kDigits = 64;
    return hash.size() == kDigits && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<PictureReference> resolved(PictureReference reference, const PictureResolver& resolver) {
    if (!resolver || reference.picture)
        return reference;
    auto found = resolver(reference);
    if (!found)
        return failure(found);
    if (!*found)
        return failure(ErrorCode::FileMissing, reference.hash, reference.path);
    if (pixelHash(**found) != reference.hash)
        return failure(ErrorCode::HashMismatch, reference.hash, reference.path);
    reference.picture = std::move(*found);
    return reference;
}

} // namespace latentbrush
