#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace latentbrush {

// Tables of an enumeration's values with the ids that requests spell them by: arrays of rows with the members
// `value` and `id`, one row a value.

template <class Rows, class Value>
constexpr const auto& rowOf(const Rows& rows, Value value) {
    return *std::ranges::find(rows, value, [](const auto& row) { return row.value; });
}

template <class Rows>
constexpr auto valueOf(const Rows& rows, std::string_view id) -> std::optional<decltype(rows.front().value)> {
    const auto found = std::ranges::find(rows, id, [](const auto& row) { return row.id; });
    if (found == rows.end())
        return std::nullopt;
    return found->value;
}

} // namespace latentbrush
