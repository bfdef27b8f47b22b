#pragma once

#include "document/document_resize.h"
#include "image/extend.h"

namespace latentbrush::ui {

// A document on another canvas, ready to be generated on: what is added is masked. Any thread; a large
// document takes a moment.

/// How far the mask of what is added reaches into the old picture: as the command line does, 2.5 times the
/// default mask blur.
inline constexpr int kMarginOverlap = 10;

/// The state on another canvas, in pixels of the old one (see document::resized, also for errors). Where the
/// canvas reaches beyond the picture, the mask gets all of that and `overlap` pixels of the picture beside
/// it, by the rule of image::marginMask, and the frame grows around that, so that Generate goes on with the
/// picture at once. A frame around all stays around all.
Result<document::DocumentState> onCanvas(const document::DocumentState& state, const document::Rect& canvas,
                                         int overlap);

/// Whether the canvas has pixels that the state has not.
bool addsTo(const document::DocumentState& state, const document::Rect& canvas);

/// With margins around it. InvalidRequest for one below 0.
Result<document::DocumentState> extendedBy(const document::DocumentState& state, image::Margins margins,
                                           int overlap);

/// What the frame shows alone.
Result<document::DocumentState> croppedToFrame(const document::DocumentState& state);

} // namespace latentbrush::ui
