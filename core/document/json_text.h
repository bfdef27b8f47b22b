#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace latentbrush::document {

/// Arrays and objects inside one another; writing, comparing and copying a tree recurse, so depth is stack.
inline constexpr int kJsonDepthLimit = 64;

/// JSON that may come from anywhere; none for what is no JSON or too deep.
std::optional<nlohmann::json> parsedJson(std::string_view text);

/// On one line; bytes that are not UTF-8 become U+FFFD, since keeping a document must never fail for a text.
std::string jsonText(const nlohmann::json& json);

/// Whether more than `limit` arrays and objects are inside one another.
bool isDeeperThan(const nlohmann::json& json, int limit);

} // namespace latentbrush::document
