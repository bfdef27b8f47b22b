#pragma once

#include "base/result.h"
#include "document/document_state.h"

#include <array>

namespace latentbrush::ui {

/// What can be done with a whole mask.
enum class MaskOperation {
    Invert,
    Clear,
    All,
    Grow,
    Shrink,
    Feather,
    Smooth,
    FillHoles,
    FromAlpha,
    FromLuminance,
    FromColour,
    Object, ///< what the rough mask marks, by GrabCut
};
inline constexpr int kMaskOperationCount = 12;

/// The change's name in the document's history, e.g. "mask.grow".
const char* nameOf(MaskOperation operation);

/// The state with its mask changed; other layers stay. `amount`: pixels to grow or shrink by, the radius of
/// Feather and Smooth, the tolerance of FromColour (see mask_from.h); `rgb` is its colour. Work is done only
/// around what the mask holds, and the object is cut in a picture of at most 512 x 512. Runs on any thread.
/// Errors: those of image/mask_*.h; InvalidRequest for the object of an empty mask.
Result<document::DocumentState> withMask(MaskOperation operation, document::DocumentState state,
                                         double amount, std::array<std::uint8_t, 3> rgb = {});

} // namespace latentbrush::ui
