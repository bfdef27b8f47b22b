#include "image/guarded.h"
#include "image/open_raster.h"
#include "image/open_raster_entries.h"
#include "image/open_raster_stack.h"
#include "image/png.h"
#include "image/text_encoding.h"
#include "image/zip_archive.h"

#include <algorithm>

namespace latentbrush::image {

namespace {

/// The content of an entry that every archive must have.
Result<std::string> readOwn(const ZipArchive& archive, std::string_view name, std::uint64_t limit,
                            ErrorCode ifMissing) {
    const auto* entry = archive.find(name);
    if (!entry)
        return failure(ifMissing, {}, "no " + std::string(name));
    return archive.read(*entry, limit);
}

Result<> checkMimetype(const ZipArchive& archive) {
    constexpr std::uint64_t kLongest = 256;
    const auto mimetype = readOwn(archive, kMimetypeEntry, kLongest, ErrorCode::UnsupportedFormat);
    if (!mimetype)
        return failure(mimetype);
    const auto trimmed = mimetype->substr(0, mimetype->find_last_not_of(" \t\r\n") + 1);
    if (trimmed != kOpenRasterMimetype)
        return failure(ErrorCode::UnsupportedFormat, {}, "the mimetype is another");
    return {};
}

/// Width times height as a PNG claims them before it is decoded; 0 where it is too short to.
std::size_t claimedPixels(std::string_view png) {
    constexpr std::size_t kSides = 16, kSidesEnd = 24;
    if (png.size() < kSidesEnd)
        return 0;
    std::size_t sides[2] = {0, 0};
    for (std::size_t i = 0; i < 8; ++i)
        sides[i / 4] = sides[i / 4] << 8 | static_cast<unsigned char>(png[kSides + i]);
    const auto most = static_cast<std::size_t>(kMaxSide); // what claims more, the decoder refuses
    return std::min(sides[0], most) * std::min(sides[1], most);
}

/// Each layer has its entry, and all of them together fit the budget of pixels: before one is decoded.
Result<> checkLayers(const ZipArchive& archive, const std::vector<std::string>& sources) {
    constexpr std::size_t kHeader = 24, kChannels = 4;
    std::size_t budget = kMaxRasterPixelBytes;
    for (const auto& source : sources) {
        const auto* entry = archive.find(source);
        if (!entry || isOwnEntry(source))
            return failure(ErrorCode::FileMalformed, {},
                           "a layer without its picture: " + repairedUtf8(source));
        const auto header = archive.start(*entry, kHeader);
        if (!header)
            return failure(header);
        const auto bytes = claimedPixels(*header) * kChannels;
        if (bytes > budget)
            return failure(ErrorCode::FileTooLarge, {},
                           "layers of more than " + std::to_string(kMaxRasterPixelBytes) + " bytes");
        budget -= bytes;
    }
    return {};
}

/// The entry is there.
Result<Image> readLayer(const ZipArchive& archive, const std::string& source) {
    const auto bytes = archive.read(*archive.find(source), kMaxFileBytes);
    if (!bytes)
        return failure(bytes);
    auto picture = decodePng(std::as_bytes(std::span(*bytes)));
    if (!picture)
        return failure(picture.error().code, {}, source + ": " + picture.error().detail);
    return std::move(picture->image);
}

Result<> readLayers(const ZipArchive& archive, RasterStack& stack) {
    if (auto checked = checkLayers(archive, stack.sources); !checked)
        return checked;
    std::map<std::string, const Image*> known; // layers may share an entry
    for (std::size_t i = 0; i < stack.sources.size(); ++i) {
        const auto& source = stack.sources[i];
        auto& layer = stack.raster.layers[i];
        if (const auto earlier = known.find(source); earlier != known.end()) {
            layer.image = *earlier->second;
            continue;
        }
        auto image = readLayer(archive, source);
        if (!image)
            return failure(image);
        layer.image = std::move(*image);
        known.emplace(source, &layer.image);
    }
    return {};
}

Result<> readFurther(const ZipArchive& archive, RasterStack& stack) {
    std::ranges::sort(stack.sources);
    for (const auto& entry : archive.entries()) {
        if (isOwnEntry(entry.name) || std::ranges::binary_search(stack.sources, entry.name))
            continue;
        auto bytes = archive.read(entry);
        if (!bytes)
            return failure(bytes);
        stack.raster.files.emplace(entry.name, std::move(*bytes));
    }
    return {};
}

Result<OpenRaster> decode(std::span<const std::byte> bytes) {
    const auto archive = ZipArchive::open(bytes);
    if (!archive)
        return failure(archive);
    if (auto checked = checkMimetype(*archive); !checked)
        return failure(checked);
    const auto xml = readOwn(*archive, kStackEntry, kMaxStackBytes, ErrorCode::FileMalformed);
    if (!xml)
        return failure(xml);
    auto stack = stackFromXml(*xml);
    if (!stack)
        return failure(stack);
    if (auto read = readLayers(*archive, *stack); !read)
        return failure(read);
    if (auto read = readFurther(*archive, *stack); !read)
        return failure(read);
    return std::move(stack->raster);
}

Result<Image> decodeMerged(std::span<const std::byte> bytes) {
    const auto archive = ZipArchive::open(bytes);
    if (!archive)
        return failure(archive);
    if (!archive->find(kMergedEntry))
        return failure(ErrorCode::FileMalformed, {}, "no " + std::string(kMergedEntry));
    return readLayer(*archive, std::string(kMergedEntry));
}

} // namespace

Result<Image> decodeMergedImage(std::span<const std::byte> bytes) {
    return guarded([&] { return decodeMerged(bytes); });
}

Result<OpenRaster> decodeOpenRaster(std::span<const std::byte> bytes) {
    if (bytes.size() > kMaxFileBytes)
        return failure(ErrorCode::FileTooLarge, {},
                       std::to_string(bytes.size()) + " bytes, limit " + std::to_string(kMaxFileBytes));
    return guarded([&] { return decode(bytes); });
}

Result<OpenRaster> readOpenRaster(const std::filesystem::path& path) {
    const auto bytes = readWhole(path, kMaxFileBytes);
    if (!bytes)
        return failure(bytes);
    auto raster = decodeOpenRaster(std::as_bytes(std::span(*bytes)));
    if (!raster)
        return failure(raster.error().code, path.string(), raster.error().detail);
    return raster;
}

} // namespace latentbrush::image
