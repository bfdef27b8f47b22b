#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace latentbrush::cli {

/// A number that all of the text is, with a point in every country; none for anything else.
template <class Number>
std::optional<Number> numberOf(std::string_view text) {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

struct SizeArgument {
    int width = 0;
    int height = 0;
};

/// WIDTHxHEIGHT; none for anything else.
inline std::optional<SizeArgument> sizeOf(std::string_view text) {
    const auto cross = text.find('x');
    if (cross == std::string_view::npos)
        return std::nullopt;
    const auto width = numberOf<int>(text.substr(0, cross));
    const auto height = numberOf<int>(text.substr(cross + 1));
    return width && height ? std::optional(SizeArgument{*width, *height}) : std::nullopt;
}

} // namespace latentbrush::cli
