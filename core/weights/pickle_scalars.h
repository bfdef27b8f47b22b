#pragma once

#include "weights/byte_cursor.h"
#include "weights/pickle_value.h"

namespace latentbrush::weights {

/// The value that a pickle instruction carries within itself: None, numbers, texts, bytes. None for all other
/// instructions. Integers of more than 64 bits become bytes, as do texts that are not UTF-8, so that every
/// text can be shown and written.
std::optional<PickleValue> scalar(std::uint8_t code, ByteCursor& cursor);

} // namespace latentbrush::weights
