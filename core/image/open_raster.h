#pragma once

#include "base/files.h"
#include "image/image.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::image {

/// How a layer is laid on those below when its file says nothing.
inline constexpr std::string_view kSourceOver = "svg:src-over";

/// Limits of an OpenRaster file beside those of picture_file.h, checked before memory is taken.
inline constexpr std::size_t kMaxRasterLayers = 1000;
inline constexpr std::size_t kMaxRasterAttributes = 64; ///< of the picture and of each layer
inline constexpr std::size_t kMaxRasterPixelBytes = std::size_t(4) << 30; ///< of all layers, as RGBA
inline constexpr int kMaxResolution = 1'000'000;                          ///< pixels per inch
inline constexpr int kMaxLayerOffset = 1'000'000;                         ///< pixels, either way

/// Further attributes by their full names (`selected`, `edit-locked`, `mypaint:…`), in UTF-8.
using RasterAttributes = std::map<std::string, std::string>;

struct RasterLayer {
    std::string name;
    int x = 0; ///< of its left top pixel on the canvas; a layer may reach beyond it or lie outside
    int y = 0;
    double opacity = 1; ///< 0 to 1
    bool visible = true;
    /// As the file has it: what nobody knows is to be shown as source-over, and survives.
    std::string compositeOp{kSourceOver};
    Image image; ///< RGB or RGBA; a grey mask comes as RGBA
    RasterAttributes attributes;

    bool operator==(const RasterLayer&) const = default;
};

/// A picture in layers: what OpenRaster (`.ora`) carries between paint programs. A plain value.
struct OpenRaster {
    int width = 0; ///< of the canvas
    int height = 0;
    int xres = 72; ///< pixels per inch
    int yres = 72;
    std::vector<RasterLayer> layers; ///< the topmost first
    RasterAttributes attributes;     ///< of the picture, with the namespaces that its prefixes stand for
    /// Whatever else the archive holds, by its full name, e.g. `latentbrush/document.json`.
    std::map<std::string, std::string> files;
    bool groupsLost = false; ///< groups that do something as a whole were flattened; not written

    bool operator==(const OpenRaster&) const = default;
};

// All functions may be called from any thread.

/// Reads tolerantly, as the programs at large write: any version 0.x, the mimetype anywhere, attributes on
/// the root stack, no merged image (see decodeMergedImage). Nested stacks are flattened: each layer gets
/// their offsets, opacities and visibility; their names and composite operations are lost (groupsLost).
/// Attributes whose prefix no namespace stands for are left out.
///
/// Nothing is unpacked to disk, and the whole archive is checked before an entry is: names that lead out of
/// it or come twice, links, overlapping entries, sizes that cannot be. Errors, which name the entry in their
/// detail: UnsupportedFormat (no OpenRaster; ZIP64; an encrypted entry or another packing than deflate;
/// a layer that is no PNG), NewerFormat, FileTruncated, FileMalformed, FileTooLarge, OutOfMemory.
Result<OpenRaster> decodeOpenRaster(std::span<const std::byte> bytes);

/// What the writer saw of it: the archive's `mergedimage.png`. The errors of decodeOpenRaster; FileMalformed
/// where there is none.
Result<Image> decodeMergedImage(std::span<const std::byte> bytes);

/// `decodeOpenRaster` for a file of at most kMaxFileBytes; errors have the path as subject. FileMissing,
/// FileUnreadable.
Result<OpenRaster> readOpenRaster(const std::filesystem::path& path);

/// Writes strictly: first `mimetype`, stored; `stack.xml`; a PNG a layer in `data/`; `mergedimage.png`; the
/// thumbnail; the further files. The same input gives the same bytes. The prefix `latentbrush:` needs no
/// declaration. InvalidRequest: a canvas or layer without a valid picture; more than the limits allow, 1 GiB
/// as a file; a file's name that is ours or leads out of the archive; an attribute that is ours, no XML name,
/// or of an undeclared prefix. OutOfMemory.
Result<std::string> encodeOpenRaster(const OpenRaster& raster);

/// `encodeOpenRaster`, written whole or not at all; with its errors and those of `writeWhole`.
Result<> writeOpenRaster(const std::filesystem::path& path, const OpenRaster& raster, IfExists ifExists);

/// The canvas as RGBA: the visible layers laid upon each other by plain source-over, whatever their
/// operation. Expects a raster that can be written.
Image mergedImage(const OpenRaster& raster);

/// Whether that is what its writer saw: no visible layer has another operation, and no groups are lost.
bool isMergedPlainly(const OpenRaster& raster);

} // namespace latentbrush::image
