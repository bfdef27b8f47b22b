#include "ui/painting/extend_document.h"

#include <array>
#include <cstring>

namespace latentbrush::ui {
namespace {

using document::DocumentState;
using document::kTileEdge;
using document::Rect;

void maskAll(document::TiledLayer& mask, const Rect& rect) {
    for (const int tile : mask.tilesIn(rect)) {
        const auto place = mask.rectOf(tile);
        const auto part = intersected(place, rect);
        auto* row = mask.writeableTile(tile) + std::size_t(part.y - place.y) * kTileEdge + (part.x - place.x);
        for (int y = 0; y < part.height; ++y, row += kTileEdge)
            std::memset(row, 255, std::size_t(part.width));
    }
}

/// The part of the canvas that is not generated anew: the old picture less a strip on the sides on which
/// something is added. All in the canvas's pixels.
Rect keptPart(const Rect& old, const Rect& canvas, int overlap) {
    const int left = old.x > canvas.x ? old.x + overlap : canvas.x;
    const int top = old.y > canvas.y ? old.y + overlap : canvas.y;
    const int right = old.right() < canvas.right() ? old.right() - overlap : canvas.right();
    const int bottom = old.bottom() < canvas.bottom() ? old.bottom() - overlap : canvas.bottom();
    return intersected(canvas, {left, top, right - left, bottom - top});
}

/// What is left of `all` without `inner`, which lies in it.
std::array<Rect, 4> around(const Rect& all, const Rect& inner) {
    if (inner.empty())
        return {{all, {}, {}, {}}};
    return {{{all.x, all.y, all.width, inner.y - all.y},
             {all.x, inner.bottom(), all.width, all.bottom() - inner.bottom()},
             {all.x, inner.y, inner.x - all.x, inner.height},
             {inner.right(), inner.y, all.right() - inner.right(), inner.height}}};
}

} // namespace

bool addsTo(const DocumentState& state, const Rect& canvas) {
    return intersected(state.picture.bounds(), canvas) != canvas;
}

Result<DocumentState> onCanvas(const DocumentState& state, const Rect& canvas, int overlap) {
    auto result = document::resized(state, canvas);
    if (!result || !addsTo(state, canvas))
        return result;
    const auto all = result->mask.bounds();
    const Rect old{-canvas.x, -canvas.y, state.picture.width(), state.picture.height()};
    Rect masked;
    for (const auto& strip : around(all, keptPart(old, all, std::max(overlap, 0)))) {
        maskAll(result->mask, strip);
        masked = united(masked, strip);
    }
    const bool framedAll = state.frame == state.picture.bounds();
    const bool framedNothing =
        intersected(
            {state.frame.x - canvas.x, state.frame.y - canvas.y, state.frame.width, state.frame.height}, all)
            .empty();
    result->frame = framedAll ? all : framedNothing ? masked : united(result->frame, masked);
    return result;
}

Result<DocumentState> extendedBy(const DocumentState& state, image::Margins margins, int overlap) {
    const auto& [left, top, right, bottom] = margins;
    if (std::min({left, top, right, bottom}) < 0)
        return failure(ErrorCode::InvalidRequest, "margins");
    const std::int64_t width = std::int64_t(state.picture.width()) + left + right;
    const std::int64_t height = std::int64_t(state.picture.height()) + top + bottom;
    if (std::max(width, height) > document::TiledLayer::kMaxEdge)
        return failure(ErrorCode::InvalidSize, std::to_string(width) + "x" + std::to_string(height));
    return onCanvas(state, {-left, -top, static_cast<int>(width), static_cast<int>(height)}, overlap);
}

Result<DocumentState> croppedToFrame(const DocumentState& state) {
    return document::resized(state, state.frame);
}

} // namespace latentbrush::ui
