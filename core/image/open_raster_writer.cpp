#include "image/guarded.h"
#include "image/open_raster.h"
#include "image/open_raster_entries.h"
#include "image/open_raster_stack.h"
#include "image/png.h"
#include "image/resize.h"
#include "image/zip_archive.h"
#include "image/zip_writer.h"

#include <cmath>

namespace latentbrush::image {

namespace {

tl::unexpected<Error> invalid(std::string subject, std::string why) {
    return failure(ErrorCode::InvalidRequest, std::move(subject), std::move(why));
}

Result<> checkLayer(const RasterLayer& layer) {
    if (auto checked = checkImage(layer.image); !checked)
        return failure(ErrorCode::InvalidRequest, layer.name, checked.error().detail);
    if (!(layer.opacity >= 0 && layer.opacity <= 1))
        return invalid(layer.name, "an opacity beyond 0 to 1");
    if (std::abs(std::int64_t(layer.x)) > kMaxLayerOffset ||
        std::abs(std::int64_t(layer.y)) > kMaxLayerOffset)
        return invalid(layer.name, "too far off the canvas");
    if (layer.compositeOp.empty())
        return invalid(layer.name, "no composite operation");
    return {};
}

Result<> checkFiles(const OpenRaster& raster) {
    constexpr std::size_t kOwnEntries = 4;
    if (raster.files.size() + raster.layers.size() + kOwnEntries > ZipArchive::kMaxEntries)
        return invalid("files", "too many");
    std::uintmax_t total = 0;
    for (const auto& [name, bytes] : raster.files) {
        if (isOwnEntry(name) || !isSafeEntryName(name))
            return invalid(name, "no name for a further file");
        total += bytes.size();
    }
    if (total > kMaxFileBytes)
        return invalid("files", std::to_string(total) + " bytes");
    return {};
}

Result<> check(const OpenRaster& raster) {
    if (raster.width < 1 || raster.height < 1 || raster.width > kMaxSide || raster.height > kMaxSide)
        return invalid("canvas", std::to_string(raster.width) + "x" + std::to_string(raster.height));
    if (raster.xres < 1 || raster.yres < 1 || raster.xres > kMaxResolution || raster.yres > kMaxResolution)
        return invalid("resolution", std::to_string(raster.xres) + "x" + std::to_string(raster.yres));
    if (raster.layers.size() > kMaxRasterLayers)
        return invalid("layers", std::to_string(raster.layers.size()));
    std::size_t pixelBytes = 0;
    for (const auto& layer : raster.layers) {
        if (auto checked = checkLayer(layer); !checked)
            return checked;
        pixelBytes += std::size_t(4) * layer.image.width * layer.image.height;
    }
    if (pixelBytes > kMaxRasterPixelBytes)
        return invalid("layers", std::to_string(pixelBytes) + " bytes");
    if (auto checked = checkFiles(raster); !checked)
        return checked;
    return checkAttributes(raster);
}

/// `data/layer000.png` …, each a name that no further file has.
std::vector<std::string> sourcesFor(const OpenRaster& raster) {
    std::vector<std::string> sources;
    for (std::size_t number = 0; sources.size() < raster.layers.size(); ++number) {
        auto digits = std::to_string(number);
        digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
        auto name = "data/layer" + digits + ".png";
        if (!raster.files.contains(name))
            sources.push_back(std::move(name));
    }
    return sources;
}

/// PNGs are stored: they are packed already.
Result<> addPng(ZipWriter& zip, std::string_view name, const Image& image) {
    const auto png = encodePng(image);
    if (!png)
        return failure(png);
    zip.add(std::string(name), {reinterpret_cast<const char*>(png->data()), png->size()}, ZipPacking::Stored);
    return {};
}

Result<> addSummary(ZipWriter& zip, const OpenRaster& raster) {
    constexpr int kThumbnailEdge = 256;
    const auto merged = mergedImage(raster);
    const auto small = thumbnail(merged, kThumbnailEdge);
    if (!small)
        return failure(small);
    if (auto added = addPng(zip, kMergedEntry, merged); !added)
        return added;
    return addPng(zip, kThumbnailEntry, *small);
}

/// A large entry that packs very well would look like a trap when it is read.
ZipPacking packingOf(std::string_view name, std::string_view bytes) {
    const bool stored = name.ends_with(".png") || bytes.size() > ZipArchive::kLargeEntry;
    return stored ? ZipPacking::Stored : ZipPacking::Deflated;
}

Result<std::string> encode(const OpenRaster& raster) {
    if (auto checked = check(raster); !checked)
        return failure(checked);
    const auto sources = sourcesFor(raster);
    auto xml = xmlOf(raster, sources);
    if (xml.size() > kMaxStackBytes)
        return invalid("layers", "names and attributes of " + std::to_string(xml.size()) + " bytes");
    ZipWriter zip;
    // First and stored: programs tell the format by the bytes from 30 on.
    zip.add(std::string(kMimetypeEntry), std::string(kOpenRasterMimetype), ZipPacking::Stored);
    zip.add(std::string(kStackEntry), std::move(xml), ZipPacking::Deflated);
    for (std::size_t i = 0; i < sources.size(); ++i)
        if (auto added = addPng(zip, sources[i], raster.layers[i].image); !added)
            return failure(added);
    if (auto added = addSummary(zip, raster); !added)
        return failure(added);
    for (const auto& [name, bytes] : raster.files)
        zip.add(name, bytes, packingOf(name, bytes));
    auto archive = zip.finish();
    if (archive && archive->size() > kMaxFileBytes)
        return invalid("layers", std::to_string(archive->size()) + " bytes as a file");
    return archive;
}

} // namespace

Result<std::string> encodeOpenRaster(const OpenRaster& raster) {
    return guarded([&] { return encode(raster); });
}

Result<> writeOpenRaster(const std::filesystem::path& path, const OpenRaster& raster, IfExists ifExists) {
    const auto bytes = encodeOpenRaster(raster);
    if (!bytes)
        return failure(bytes);
    return writeWhole(path, std::string_view(*bytes), ifExists);
}

} // namespace latentbrush::image
