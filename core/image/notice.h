#pragma once

#include <vector>

namespace latentbrush::image {

/// What opening a file did to its picture beyond reading it, for a person to know. The words are the
/// window's.
enum class Notice {
    TurnedUpright,    ///< the EXIF or TIFF orientation was applied
    ProfileConverted, ///< the colours were converted to sRGB from an embedded ICC profile
    ProfileUnusable,  ///< an embedded ICC profile is damaged or of no use; the colours count as sRGB
    ReducedTo8Bits,   ///< the file has more bits a channel
    CmykConverted,    ///< the file has inks instead of red, green and blue
    LayersMerged,     ///< layers that this program has no place for became the picture
    MaskScaled,       ///< a mask of another size was scaled to the document's
};

/// In the order in which it happened, each at most once.
using Notices = std::vector<Notice>;

} // namespace latentbrush::image
