#pragma once

#include "document/document_state.h"

#include <QImage>

namespace latentbrush::ui {

/// The document's mask as a grey picture, white = repaint: what other programs understand.
QImage maskImage(const document::DocumentState& state);

/// The state with this picture as its mask: white = repaint, black and transparent = keep (see
/// image::maskFromWhiteness); another size is scaled to the document's. `maskImage` comes back as it was.
/// InvalidRequest for an empty picture; OutOfMemory. Any thread.
Result<document::DocumentState> withMaskImage(document::DocumentState state, const QImage& picture);

} // namespace latentbrush::ui
