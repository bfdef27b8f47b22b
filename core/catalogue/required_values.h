#pragma once

#include "catalogue/json_fields.h"

#include <initializer_list>
#include <utility>

namespace latentbrush::catalogue {

/// Keys of a config that must be absent or have this value, because only that build of the network is known.
inline void requireValues(JsonFields& fields, const char* part,
                          std::initializer_list<std::pair<const char*, nlohmann::json>> required) {
    for (const auto& [key, wanted] : required)
        if (const auto* value = fields.find(key); value && *value != wanted)
            fields.unsupported(std::string(part) + ": " + key + " = " + value->dump(-1, ' ', true));
}

/// A list of block kinds as long as the levels.
inline std::vector<std::string> blockKinds(JsonFields& fields, const char* key, std::size_t levels,
                                           std::vector<std::string> otherwise) {
    auto kinds = fields.has(key) ? fields.texts(key) : std::move(otherwise);
    if (kinds.size() != levels) {
        fields.malformed(key, "not one for each of " + std::to_string(levels) + " levels");
        kinds.resize(levels);
    }
    return kinds;
}

/// The widths of the levels: 1 to 8 of them, each a multiple of the norm's groups.
inline std::vector<int> levelWidths(JsonFields& fields, std::vector<int> otherwise, int normGroups) {
    constexpr std::size_t kMostLevels = 8;
    constexpr int kWidest = 1 << 16;
    auto widths = std::move(otherwise);
    if (const auto* value = fields.find("block_out_channels")) {
        const auto levels = value->is_array() ? value->size() : 0;
        if (levels < 1 || levels > kMostLevels)
            fields.malformed("block_out_channels", "not 1 to 8 levels");
        else
            widths = fields.integers("block_out_channels", 1, levels, 1, kWidest);
    }
    for (const int width : widths)
        if (width % normGroups != 0)
            fields.malformed("block_out_channels",
                             std::to_string(width) + " is no multiple of norm_num_groups");
    return widths;
}

} // namespace latentbrush::catalogue
