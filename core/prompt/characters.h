#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace latentbrush::prompt {

// Classes of characters as Python's regular expressions have them, because the prompt grammar is published as
// such (peers.md 3.3). Texts are UTF-8; bytes that are none belong to no class.

/// Bytes of white space (\s) that the text begins with.
std::size_t leadingSpace(std::string_view text);
std::string_view withoutTrailingSpace(std::string_view text);

/// Bytes of letters, numbers and _ (\w) that the text begins with.
std::size_t leadingWord(std::string_view text);

/// Bytes of the decimal digit (\d, of any script) that the text begins with; 0: it begins with another.
std::size_t leadingDigit(std::string_view text);

/// Whether the word at [place, place + length) has no letter, number or _ beside it (\b on both sides).
bool standsAlone(std::string_view text, std::size_t place, std::size_t length);

/// The place of the next such word from there on; npos if there is none.
std::size_t findAlone(std::string_view text, std::string_view word, std::size_t from = 0);

/// A decimal number with white space around it: sign, digits of any script, a point, an exponent. None when
/// it is something else, or beyond a double.
std::optional<double> numberOf(std::string_view text);

} // namespace latentbrush::prompt
