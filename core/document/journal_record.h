#pragma once

#include "document/change.h"

#include <optional>
#include <string>
#include <string_view>

namespace latentbrush::document {

/// The bytes of a journal's records; numbers are little-endian. A record in the file is
///
///     u32 length of the payload, at least 1    u32 CRC-32 of those four bytes and the payload    payload
///
/// and a payload is its kind, one letter, and a body: of Begin the JSON text of a JournalStart; of Snapshot
/// and Change what `encodeChange` writes; of Undo and Redo nothing; of Past, which takes back a change that
/// the file does not have, the reversed change.
enum class RecordKind : char {
    Begin = 'B',
    Snapshot = 'S',
    Change = 'C',
    Undo = 'U',
    Redo = 'R',
    Past = 'P'
};

inline constexpr std::size_t kRecordHeadBytes = 8;

/// A whole record. None when the body is too long for its length (4 GiB).
std::optional<std::string> recordOf(RecordKind kind, std::string_view body);

/// What a record's first eight bytes promise.
struct RecordHead {
    std::uint32_t length = 0;
    std::uint32_t checksum = 0;
};
RecordHead readRecordHead(std::string_view eightBytes);
/// The checksum that a payload has to have.
std::uint32_t checksumOf(std::string_view payload);

/// A change as
///
///     u32 length    JSON text {"name", "values": those after}    u32 number of tiles, and for each
///     u8 layer    u32 tile    u32 length, 0 for a tile of zeros    its pixels, as zlib compresses them
///
/// What was before is not in it: a document that replays has it. Text that is not UTF-8 gets U+FFFD.
std::string encodeChange(const Change& change);

/// So many tiles has the largest document: no change names more.
inline constexpr std::uint32_t kMaxTilesOfAChange =
    kLayerCount * (TiledLayer::kMaxEdge / kTileEdge) * (TiledLayer::kMaxEdge / kTileEdge);

/// None for bytes that `encodeChange` does not write. Whether the change fits a document is for that to say.
std::optional<Change> decodeChange(std::string_view body);

} // namespace latentbrush::document
