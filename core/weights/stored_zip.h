#pragma once

#include "weights/byte_cursor.h"

#include <map>

namespace latentbrush::weights {

/// A piece of the ZIP's own bytes.
struct StoredEntry {
    std::span<const std::byte> bytes;
    std::string_view obstacle; ///< why the bytes cannot be taken as they are: "compressed" or "encrypted"
};

/// The entries of a ZIP that torch.save wrote, in place: nothing is copied.
///
/// This is a reader of its own and not libzip's, because torch stores its entries without compression, so
/// that gigabytes of weights can stay in the mapped file; libzip copies what it reads. ZIP64 is read.
/// Checksums are not compared: that would read the whole file when it is opened, and safetensors have none
/// either.
///
/// Throws Refused: FileTruncated (no directory at the end), FileMalformed (a name twice, an entry beyond the
/// file), UnsupportedFormat (several volumes).
std::map<std::string_view, StoredEntry> storedEntries(std::span<const std::byte> zip);

} // namespace latentbrush::weights
