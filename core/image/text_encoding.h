#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace latentbrush::image {

// The encodings that texts in picture files come in. Inside the program a text is UTF-8.

bool isUtf8(std::string_view bytes);
std::string utf8FromLatin1(std::string_view bytes);
/// None when a character is beyond U+00FF.
std::optional<std::string> latin1FromUtf8(std::string_view text);
/// Bytes that are no UTF-8 become U+FFFD.
std::string repairedUtf8(std::string_view bytes);
/// Halves of surrogate pairs become U+FFFD; an odd last byte is left out.
std::string utf8FromUtf16(std::string_view bytes, bool bigEndian);
std::string utf16FromUtf8(std::string_view text, bool bigEndian);

} // namespace latentbrush::image
