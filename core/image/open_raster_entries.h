#pragma once

#include <cstdint>
#include <string_view>

namespace latentbrush::image {

// The entries that every OpenRaster archive has.
inline constexpr std::string_view kMimetypeEntry = "mimetype";
inline constexpr std::string_view kStackEntry = "stack.xml";
inline constexpr std::string_view kMergedEntry = "mergedimage.png";
inline constexpr std::string_view kThumbnailEntry = "Thumbnails/thumbnail.png";

inline constexpr std::string_view kOpenRasterMimetype = "image/openraster";

/// Of stack.xml, far above what 1000 layers need.
inline constexpr std::uint64_t kMaxStackBytes = std::uint64_t(4) << 20;

constexpr bool isOwnEntry(std::string_view name) {
    return name == kMimetypeEntry || name == kStackEntry || name == kMergedEntry || name == kThumbnailEntry;
}

} // namespace latentbrush::image
