#include "prompt/characters.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace latentbrush::prompt {

namespace {

struct Character {
    UChar32 codePoint = -1; ///< negative: no UTF-8, or no character at all
    std::size_t bytes = 0;
};

/// ICU counts in 32 bits; no character is longer than this.
constexpr std::size_t kWindow = 8;

Character firstOf(std::string_view text) {
    const auto window = text.substr(0, kWindow);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
    const auto length = static_cast<std::int32_t>(window.size());
    Character character;
    if (length == 0)
        return character;
    std::int32_t next = 0;
    U8_NEXT(bytes, next, length, character.codePoint);
    character.bytes = static_cast<std::size_t>(next);
    return character;
}

Character lastOf(std::string_view text) {
    const auto window = text.substr(text.size() - std::min(text.size(), kWindow));
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(window.data());
    const auto length = static_cast<std::int32_t>(window.size());
    Character character;
    if (length == 0)
        return character;
    std::int32_t previous = length;
    U8_PREV(bytes, 0, previous, character.codePoint);
    character.bytes = static_cast<std::size_t>(length - previous);
    return character;
}

bool isSpace(UChar32 codePoint) {
    // Python counts the separators of files, groups, records and units too.
    return codePoint >= 0 && (u_isUWhiteSpace(codePoint) || (codePoint >= 0x1C && codePoint <= 0x1F));
}

bool isOfWord(UChar32 codePoint) {
    return codePoint >= 0 && (codePoint == '_' || (U_GET_GC_MASK(codePoint) & (U_GC_L_MASK | U_GC_N_MASK)));
}

/// The text with each decimal digit as an ASCII digit.
std::string inAsciiDigits(std::string_view text) {
    std::string ascii;
    while (!text.empty()) {
        const auto first = firstOf(text);
        const auto digit = first.codePoint < 0 ? -1 : u_charDigitValue(first.codePoint);
        if (digit >= 0)
            ascii.push_back(static_cast<char>('0' + digit));
        else
            ascii.append(text.substr(0, first.bytes));
        text.remove_prefix(first.bytes);
    }
    return ascii;
}

} // namespace

std::size_t leadingSpace(std::string_view text) {
    std::size_t length = 0;
    for (auto first = firstOf(text); isSpace(first.codePoint); first = firstOf(text.substr(length)))
        length += first.bytes;
    return length;
}

std::string_view withoutTrailingSpace(std::string_view text) {
    for (auto last = lastOf(text); isSpace(last.codePoint); last = lastOf(text))
        text.remove_suffix(last.bytes);
    return text;
}

std::size_t leadingWord(std::string_view text) {
    std::size_t length = 0;
    for (auto first = firstOf(text); isOfWord(first.codePoint); first = firstOf(text.substr(length)))
        length += first.bytes;
    return length;
}

std::size_t leadingDigit(std::string_view text) {
    const auto first = firstOf(text);
    return first.codePoint >= 0 && u_isdigit(first.codePoint) ? first.bytes : 0;
}

bool standsAlone(std::string_view text, std::size_t place, std::size_t length) {
    return !isOfWord(lastOf(text.substr(0, place)).codePoint) &&
           !isOfWord(firstOf(text.substr(place + length)).codePoint);
}

std::size_t findAlone(std::string_view text, std::string_view word, std::size_t from) {
    auto place = text.find(word, from);
    while (place != std::string_view::npos && !standsAlone(text, place, word.size()))
        place = text.find(word, place + 1);
    return place;
}

std::optional<double> numberOf(std::string_view text) {
    text.remove_prefix(leadingSpace(text));
    const auto ascii = inAsciiDigits(withoutTrailingSpace(text));
    std::string_view digits = ascii;
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+'))
        digits.remove_prefix(1);
    // from_chars would take a second sign, "inf" and "nan".
    if (digits.empty() || std::string_view("0123456789.").find(digits.front()) == std::string_view::npos)
        return std::nullopt;
    double number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (error != std::errc() || stop != end)
        return std::nullopt;
    return negative ? -number : number;
}

} // namespace latentbrush::prompt
