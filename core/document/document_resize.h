#pragma once

#include "document/document_state.h"

namespace latentbrush::document {

/// The state on another canvas, whose place is given in the old canvas's pixels: what lies outside of it is
/// cut off, what it adds is zero. Tiles that stay as they are are shared. The frame becomes its part within
/// the new canvas, or all of it when no part is left; the settings stay.
///
///     document.apply(document.changeTo("crop", *resized(document.state(), {120, 80, 512, 512})));
///
/// InvalidSize for an edge outside 1 … TiledLayer::kMaxEdge. Any thread; a large canvas takes a moment, see
/// TiledLayer::read.
Result<DocumentState> resized(const DocumentState& state, const Rect& canvas);

} // namespace latentbrush::document
