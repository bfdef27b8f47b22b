#include "image/paste_back.h"

#include "image/crop.h"
#include "image/guarded.h"
#include "image/masked_mix.h"
#include "image/match_colour.h"
#include "image/mats.h"
#include "image/poisson_seam.h"
#include "image/resize.h"

#include <algorithm>
#include <utility>

namespace latentbrush::image {

namespace {

/// Exact in 64 bits: a place may lie anywhere.
Box visiblePart(const Box& place, const Image& picture) {
    const auto span = [](std::int64_t start, std::int64_t length, std::int64_t limit) {
        const auto from = std::clamp<std::int64_t>(start, 0, limit);
        return std::pair(static_cast<int>(from),
                         static_cast<int>(std::clamp(start + length, from, limit) - from));
    };
    const auto [x, width] = span(place.x, place.width, picture.width);
    const auto [y, height] = span(place.y, place.height, picture.height);
    return {x, y, width, height};
}

Result<Image> repaired(Image patch, const Image& picture, const Mask& mask, const SeamRepair& repair) {
    Result<Image> result = std::move(patch);
    if (repair.matchColour)
        result = colourMatched(*result, picture, mask);
    if (result && repair.poisson)
        result = poissonBlended(*result, picture, mask);
    return result;
}

/// The same for the part of the picture that the patch covers, all three of its size.
Result<Image> pastedPart(const Image& picture, Image patch, const Mask& mask, const SeamRepair& repair) {
    const auto over = repaired(std::move(patch), picture, mask, repair);
    if (!over)
        return over;
    return mixed(picture, *over, mask);
}

} // namespace

Result<Image> pastedBack(const Image& picture, const Image& patch, const Mask& mask, const Box& place,
                         const SeamRepair& repair) {
    if (mask.width != picture.width || mask.height != picture.height)
        return failure(ErrorCode::InvalidSize, std::to_string(mask.width) + "x" + std::to_string(mask.height),
                       "not the picture's size");
    if (patch.channels > picture.channels)
        return failure(ErrorCode::InvalidRequest, "alpha", "the picture has none");
    const auto scaled = resized(patch, place.width, place.height);
    if (!scaled)
        return scaled;
    return guarded([&]() -> Result<Image> {
        const Box part = visiblePart(place, picture);
        if (part.width == 0 || part.height == 0)
            return picture;
        const auto pasted =
            pastedPart(cropped(picture, part),
                       cropped(*scaled, {part.x - place.x, part.y - place.y, part.width, part.height}),
                       cropped(mask, part), repair);
        if (!pasted)
            return pasted;
        Image result = picture;
        matOf(*pasted).copyTo(matOf(result)(cv::Rect(part.x, part.y, part.width, part.height)));
        return result;
    });
}

} // namespace latentbrush::image
