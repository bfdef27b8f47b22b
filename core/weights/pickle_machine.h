#pragma once

#include "weights/byte_cursor.h"
#include "weights/pickle_value.h"

namespace latentbrush::weights {

/// Bytes that a pickle may have. Weights lie outside of it: that of a whole SDXL has half a megabyte.
inline constexpr std::size_t kPickleLimit = std::size_t(64) << 20;

/// Reads one pickle of protocols 2 to 5 from the cursor up to its end and builds its values; the cursor is
/// left behind it. Pickles are programs for a stack machine; this one has no instruction that could do more
/// than build values (see `resultOf`). It never recurses, and its work is proportional to the pickle's bytes.
///
/// Storages are left without bytes and tensors unchecked: where the bytes lie is the container's matter.
///
/// Throws Refused: FileTruncated, FileMalformed, UnsupportedFormat (instructions that torch.save never
/// writes, such as the text of protocol 0), FileTooLarge (the limits here and of PickleStack).
PickleTree readPickle(ByteCursor& cursor);

} // namespace latentbrush::weights
