#pragma once

#include "document/change.h"
#include "document/spill_file.h"

namespace latentbrush::document {

/// The tiles of a change that it brings back when it is undone, or made again.
enum class Side { Before, After };

/// Writes the tiles of that side, as they are, and all values; null as in SpillFile::write. It can be read
/// while the change's `tiles` are the same in number and order.
std::shared_ptr<const SpillFile::Piece> spilled(SpillFile& file, const Change& change, Side side);

/// Lets go of what was spilled: the change keeps its name and which tiles it swaps.
void forget(Change& change);

/// Puts what was spilled into the change; the tiles of the other side stay as they are. False, and nothing is
/// changed, when the disk does not give it. The bytes are this program's own.
bool readBack(const SpillFile::Piece& piece, Change& change, Side side);

} // namespace latentbrush::document
