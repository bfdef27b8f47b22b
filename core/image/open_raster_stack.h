#pragma once

#include "image/open_raster.h"

namespace latentbrush::image {

// stack.xml, the list of layers within an OpenRaster archive.

/// What it says: a raster without pixels and files, and of each layer the entry that has its pixels.
struct RasterStack {
    OpenRaster raster;
    std::vector<std::string> sources; ///< one a layer
};

/// Nested stacks are flattened, see decodeOpenRaster. FileMalformed: no XML, a DOCTYPE, another structure,
/// what is no number; FileTooLarge: sides, layers or nesting beyond the limits; NewerFormat.
Result<RasterStack> stackFromXml(const std::string& xml);

/// The XML of a raster whose attributes are checked.
std::string xmlOf(const OpenRaster& raster, const std::vector<std::string>& sources);

/// InvalidRequest: an attribute that `xmlOf` writes itself, no XML name (ASCII alone), or a prefix without a
/// namespace.
Result<> checkAttributes(const OpenRaster& raster);

} // namespace latentbrush::image
