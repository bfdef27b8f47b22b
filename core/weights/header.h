#pragma once

#include "weights/safetensors.h"

#include <nlohmann/json.hpp>

namespace latentbrush::weights {

/// The header of a safetensors file, checked against every rule that needs no data (formats.md section 3).
struct Header {
    std::map<std::string, TensorEntry> tensors;
    std::map<std::string, std::string> metadata;
};

/// `text` is the header's JSON, `data` what follows it: the entries' bytes point into it.
Result<Header> parseHeader(std::string_view text, std::span<const std::byte> data,
                           const std::string& subject);

/// JSON in which no object has a key twice: parsers that keep the last would read another file than the one
/// before them. Nor is it nested deeper than 32 levels, since copying and writing JSON recurse.
Result<nlohmann::json> parseWithoutDuplicates(std::string_view text, const std::string& subject);

} // namespace latentbrush::weights
