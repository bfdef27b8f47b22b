#include "ui/painting/mask_operations.h"

#include "ui/painting/paint_into.h"

#include "image/grab_cut.h"
#include "image/mask_combine.h"
#include "image/mask_from.h"
#include "image/mask_shape.h"
#include "image/resize.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::ui {
namespace {

using document::DocumentState;
using document::Rect;

constexpr double kColourSoftness = 8; ///< of FromColour, in Lab
constexpr int kObjectEdge = 512;      ///< GrabCut takes ten seconds a megapixel

Rect inflated(const Rect& rect, int by, const Rect& bounds) {
    return intersected({rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by}, bounds);
}

/// How far from what the mask holds an operation reaches.
int reachOf(MaskOperation operation, double amount) {
    switch (operation) {
    case MaskOperation::Grow:
        return static_cast<int>(amount) + 1;
    case MaskOperation::Feather:
        return static_cast<int>(std::ceil(2.5 * amount)) + 2;
    case MaskOperation::Smooth:
        return static_cast<int>(std::ceil(2.5 * amount)) + 2;
    default:
        return 1;
    }
}

void replaceMask(DocumentState& state, const image::Mask& mask, int x, int y) {
    for (int tile = 0; tile < state.mask.tileCount(); ++tile)
        state.mask.setTile(tile, nullptr);
    putMask(state.mask, mask, x, y);
}

Result<image::Mask> shaped(MaskOperation operation, const image::Mask& mask, double amount) {
    switch (operation) {
    case MaskOperation::Grow:
        return image::grown(mask, static_cast<int>(std::lround(amount)));
    case MaskOperation::Shrink:
        return image::shrunk(mask, static_cast<int>(std::lround(amount)));
    case MaskOperation::Feather:
        return image::feathered(mask, amount);
    case MaskOperation::Smooth:
        return image::smoothed(mask, amount);
    default:
        return image::holesFilled(mask);
    }
}

/// The same as on the whole mask: what is left out is empty, and farther away than the operation reaches.
Result<DocumentState> reshaped(MaskOperation operation, DocumentState state, double amount) {
    const Rect content = state.mask.contentBounds();
    if (content.empty())
        return state;
    const Rect around = inflated(content, reachOf(operation, amount), state.mask.bounds());
    const auto mask = shaped(operation, maskIn(state.mask, around), amount);
    if (!mask)
        return failure(mask);
    replaceMask(state, *mask, around.x, around.y);
    return state;
}

Result<image::Mask> fromPicture(MaskOperation operation, const DocumentState& state, double amount,
                                std::array<std::uint8_t, 3> rgb) {
    if (operation == MaskOperation::FromAlpha)
        return image::maskFromAlpha(state.picture.read(state.picture.bounds()));
    const auto seen = seenPicture(state);
    return operation == MaskOperation::FromLuminance
               ? image::maskFromLuminance(seen)
               : image::maskFromColour(seen, rgb, static_cast<float>(amount), kColourSoftness);
}

Result<DocumentState> objectOf(DocumentState state) {
    const Rect content = state.mask.contentBounds();
    if (content.empty())
        return failure(ErrorCode::InvalidRequest, "mask", "nothing is marked");
    // As much around it again, so that there is something that is not the object.
    const Rect around = inflated(content, std::max({content.width, content.height, 32}), state.mask.bounds());
    const double scale = std::min(1.0, double(kObjectEdge) / std::max(around.width, around.height));
    const int width = std::max(1, static_cast<int>(std::lround(around.width * scale)));
    const int height = std::max(1, static_cast<int>(std::lround(around.height * scale)));
    const auto picture = image::resized(state.picture.read(around), width, height);
    if (!picture)
        return failure(picture);
    const auto stroke = image::fitted(maskIn(state.mask, around), width, height);
    if (!stroke)
        return failure(stroke);
    auto object = image::objectMask(*picture, *stroke);
    if (object)
        object = image::fitted(*object, around.width, around.height);
    if (!object)
        return failure(object);
    replaceMask(state, *object, around.x, around.y);
    return state;
}

} // namespace

const char* nameOf(MaskOperation operation) {
    static constexpr std::array<const char*, kMaskOperationCount> kNames{
        "mask.invert",     "mask.clear",          "mask.all",         "mask.grow",
        "mask.shrink",     "mask.feather",        "mask.smooth",      "mask.fill-holes",
        "mask.from-alpha", "mask.from-luminance", "mask.from-colour", "mask.object"};
    return kNames[static_cast<std::size_t>(operation)];
}

Result<DocumentState> withMask(MaskOperation operation, DocumentState state, double amount,
                               std::array<std::uint8_t, 3> rgb) {
    const auto bounds = state.mask.bounds();
    switch (operation) {
    case MaskOperation::Invert:
        putMask(state.mask, image::inverted(maskIn(state.mask, bounds)), 0, 0);
        return state;
    case MaskOperation::Clear:
        replaceMask(state, {}, 0, 0);
        return state;
    case MaskOperation::All:
        putMask(state.mask, image::filledMask(bounds.width, bounds.height, 255), 0, 0);
        return state;
    case MaskOperation::FromAlpha:
    case MaskOperation::FromLuminance:
    case MaskOperation::FromColour: {
        const auto mask = fromPicture(operation, state, amount, rgb);
        if (!mask)
            return failure(mask);
        replaceMask(state, *mask, 0, 0);
        return state;
    }
    case MaskOperation::Object:
        return objectOf(std::move(state));
    default:
        return reshaped(operation, std::move(state), amount);
    }
}

} // namespace latentbrush::ui
