#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace latentbrush::prompt {

/// A piece of a text with another in its place, and what is selected then. Counted in UTF-16.
struct TextChange {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::u16string replacement{};
    std::size_t selectionBegin = 0; ///< in the changed text
    std::size_t selectionEnd = 0;
    bool operator==(const TextChange&) const = default;
};

enum class Nudge { Up, Down };

/// Makes what is selected weigh 0.1 more or less (peers.md 3.11). Without a selection it is, at the cursor:
/// the tag <…>, whose last weight changes by 0.05; the innermost (…); or the word, which goes from the last
/// space, comma or the like, Japanese ones too, up to the next. A weight of 1 takes the brackets away.
/// Escaped brackets are characters. None where there is nothing to weigh, or where the selection would tear
/// brackets apart.
std::optional<TextChange> nudgedWeight(std::u16string_view text, std::size_t selectionBegin,
                                       std::size_t selectionEnd, Nudge nudge);

} // namespace latentbrush::prompt
