#include "image/text_encoding.h"

#include <algorithm>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace latentbrush::image {

namespace {

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

} // namespace

bool isUtf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto size = static_cast<std::int32_t>(bytes.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(data, at, size, character);
        if (character < 0)
            return false;
    }
    return true;
}

std::string utf8FromLatin1(std::string_view bytes) {
    std::u16string wide;
    wide.reserve(bytes.size());
    for (const char c : bytes)
        wide += static_cast<unsigned char>(c);
    std::string text;
    icu::UnicodeString(false, wide.data(), static_cast<std::int32_t>(wide.size())).toUTF8String(text);
    return text;
}

std::optional<std::string> latin1FromUtf8(std::string_view text) {
    const auto wide = icu::UnicodeString::fromUTF8(piece(text));
    std::string bytes;
    bytes.reserve(text.size());
    for (std::int32_t i = 0; i < wide.length(); ++i) {
        if (wide[i] > 0xff)
            return std::nullopt;
        bytes += static_cast<char>(wide[i]);
    }
    return bytes;
}

std::string repairedUtf8(std::string_view bytes) {
    if (isUtf8(bytes))
        return std::string(bytes);
    std::string text;
    icu::UnicodeString::fromUTF8(piece(bytes)).toUTF8String(text);
    return text;
}

std::string utf8FromUtf16(std::string_view bytes, bool bigEndian) {
    std::u16string wide;
    wide.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        wide += static_cast<char16_t>(bigEndian ? first << 8 | second : second << 8 | first);
    }
    std::string text;
    icu::UnicodeString(false, wide.data(), static_cast<std::int32_t>(wide.size())).toUTF8String(text);
    return text;
}

std::string utf16FromUtf8(std::string_view text, bool bigEndian) {
    const auto wide = icu::UnicodeString::fromUTF8(piece(text));
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(wide.length()) * 2);
    for (std::int32_t i = 0; i < wide.length(); ++i) {
        const char high = static_cast<char>(wide[i] >> 8);
        const char low = static_cast<char>(wide[i] & 0xff);
        bytes += bigEndian ? high : low;
        bytes += bigEndian ? low : high;
    }
    return bytes;
}

} // namespace latentbrush::image
