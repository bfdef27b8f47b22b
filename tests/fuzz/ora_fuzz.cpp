#include "image/open_raster.h"
#include "image/picture_file.h"
#include "image/png.h"
#include "image/zip_writer.h"

#include <cstdlib>

namespace {

using namespace latentbrush::image;

/// The input as stack.xml of an archive that is sound otherwise: its checksums would keep a fuzzer from it.
std::string archiveAround(std::string_view xml) {
    const auto png = encodePng(Image{2, 1, 3, {1, 2, 3, 4, 5, 6}}).value();
    ZipWriter zip;
    zip.add("mimetype", "image/openraster", ZipPacking::Stored);
    zip.add("stack.xml", std::string(xml), ZipPacking::Stored);
    zip.add("data/a.png", {reinterpret_cast<const char*>(png.data()), png.size()}, ZipPacking::Stored);
    return zip.finish().value();
}

void check(std::span<const std::byte> bytes) {
    auto raster = decodeOpenRaster(bytes);
    if (!raster)
        return;
    constexpr std::size_t kSmall = 1 << 16;
    std::size_t pixels = std::size_t(raster->width) * raster->height;
    for (const auto& layer : raster->layers) {
        if (!checkImage(layer.image))
            std::abort();
        pixels += layer.image.pixels.size();
    }
    if (pixels > kSmall)
        return;
    (void)isMergedPlainly(*raster);
    (void)decodeMergedImage(bytes);
    raster->groupsLost = false; // what is flattened is written flat
    const auto again = encodeOpenRaster(*raster);
    if (!again || decodeOpenRaster(std::as_bytes(std::span(*again))) != raster)
        std::abort();
}

} // namespace

/// An archive, or what is none as the stack.xml of one: what is read is whole, and is read back from what we
/// write of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (input.starts_with("PK")) {
        check(std::as_bytes(std::span(data, size)));
    } else {
        const auto archive = archiveAround(input);
        check(std::as_bytes(std::span(archive)));
    }
    return 0;
}
