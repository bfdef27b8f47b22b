#pragma once

#include "document/document_state.h"

namespace latentbrush::document {

// What a change does to a state, there and back. What the state held goes into the change, so that the way
// back is always the one to where it came from; a change of which one side alone is known (as on disk, see
// UndoStack) has both afterwards. One state is for one thread at a time.

/// InvalidRequest for tiles or values that do not fit the state; nothing is changed then.
Result<> applyChange(DocumentState& state, Change& change);

/// Takes back a change that made the state what it is; `after` becomes what it held. False for a change that
/// did not.
bool undoChange(DocumentState& state, Change& change);

/// Makes a change again that was taken back; `before` becomes what the state held.
bool redoChange(DocumentState& state, Change& change);

} // namespace latentbrush::document
