#pragma once

#include "image/open_raster.h"

namespace latentbrush::image {

// The attributes of stack.xml by name: whose they are, and which may be kept.

inline constexpr std::string_view kOwnPrefix = "latentbrush";
inline constexpr std::string_view kOwnNamespace = "https://latentbrush.github.io/ns/openraster";

/// Those with a field of their own in OpenRaster and RasterLayer.
bool isPictureField(std::string_view name);
bool isLayerField(std::string_view name);

/// `xmlns` or `xmlns:PREFIX`.
bool isNamespace(std::string_view name);

/// An XML name of ASCII with at most one prefix.
bool isAttributeName(std::string_view name);

/// The name has no prefix, or one that `layer` or `picture` declares, or one that is known to all.
bool isDeclared(std::string_view name, const RasterAttributes& layer, const RasterAttributes& picture);

/// UTF-8 of characters that XML 1.0 may hold; others become U+FFFD.
std::string xmlText(std::string_view text);

} // namespace latentbrush::image
