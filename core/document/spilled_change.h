#pragma once

#include "document/change.h"
#include "document/spill_file.h"

#include <optional>

namespace latentbrush::document {

/// The tiles of a change that it brings back when it is undone, or made again.
enum class Side { Before, After };

/// Writes the tiles of that side, as they are, and all values; null as in SpillFile::write. It can be read
/// while the change's `tiles` are the same in number and order.
std::shared_ptr<const SpillFile::Piece> spilled(SpillFile& file, const Change& change, Side side);

/// Lets go of what was spilled: the change keeps its name and which tiles it swaps.
void forget(Change& change);

/// What was spilled of a change.
struct SpilledSide {
    std::vector<SharedTile> tiles; ///< as many as the change swaps
    nlohmann::json valuesBefore;
    nlohmann::json valuesAfter;
};

/// Of a change that swaps so many tiles; none when the disk does not give it. The bytes are this program's
/// own.
std::optional<SpilledSide> readBack(const SpillFile::Piece& piece, std::size_t tiles);

/// Puts it into the change that it is of; the tiles of the other side stay as they are.
void put(const SpilledSide& spilled, Change& change, Side side);

} // namespace latentbrush::document
