#include "prompt/clip_words.h"

#include <array>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace latentbrush::prompt {

namespace {

constexpr std::array<std::u32string_view, 7> kContractions{U"'s", U"'t",  U"'re", U"'ve",
                                                           U"'m", U"'ll", U"'d"};
constexpr std::array<std::u32string_view, 2> kMarkers{U"<|startoftext|>", U"<|endoftext|>"};
constexpr std::size_t kMarkerBracket = 2;                // "<|" and "|>"
constexpr std::size_t kMostBytes = std::size_t(1) << 28; // ICU counts in 32 bits

enum class Kind { Space, Letter, Number, Other };

Kind kindOf(char32_t character) {
    const auto codePoint = static_cast<UChar32>(character);
    if (u_isUWhiteSpace(codePoint))
        return Kind::Space;
    const auto category = U_GET_GC_MASK(codePoint);
    if (category & U_GC_L_MASK)
        return Kind::Letter;
    return category & U_GC_N_MASK ? Kind::Number : Kind::Other;
}

icu::UnicodeString composed(std::string_view text) {
    text = text.substr(0, kMostBytes);
    const auto decoded = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    auto normal = nfc->normalize(decoded, status);
    return U_SUCCESS(status) ? normal : decoded;
}

std::u32string inLowerCase(const icu::UnicodeString& text) {
    std::u32string lower;
    lower.reserve(static_cast<std::size_t>(text.length()));
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        // A string of one character, because some have a lower case of two (U+0130).
        const auto character = icu::UnicodeString(text.char32At(i)).toLower(icu::Locale::getRoot());
        for (std::int32_t k = 0; k < character.length(); k = character.moveIndex32(k, 1))
            lower.push_back(static_cast<char32_t>(character.char32At(k)));
    }
    return lower;
}

std::string utf8Of(std::u32string_view text) {
    std::string utf8;
    for (const char32_t character : text) {
        std::array<char, U8_MAX_LENGTH> bytes{};
        std::size_t length = 0;
        U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(character));
        utf8.append(bytes.data(), length);
    }
    return utf8;
}

template <std::size_t N>
std::size_t prefixAmong(const std::array<std::u32string_view, N>& known, std::u32string_view text) {
    for (const auto& candidate : known)
        if (text.starts_with(candidate))
            return candidate.size();
    return 0;
}

/// Characters of the word that begins the text, which begins with no space.
std::size_t wordLength(std::u32string_view text) {
    if (const auto contraction = prefixAmong(kContractions, text))
        return contraction;
    const auto kind = kindOf(text.front());
    std::size_t length = 1;
    while (kind != Kind::Number && length < text.size() && kindOf(text[length]) == kind)
        ++length;
    return length;
}

} // namespace

std::vector<std::string> clipWords(std::string_view text) {
    const auto lower = inLowerCase(composed(text));
    std::vector<std::string> words;
    std::u32string_view rest = lower;
    const auto take = [&](std::size_t length) {
        words.push_back(utf8Of(rest.substr(0, length)));
        rest.remove_prefix(length);
    };
    while (!rest.empty()) {
        if (const auto marker = prefixAmong(kMarkers, rest)) {
            take(kMarkerBracket);
            take(marker - 2 * kMarkerBracket);
            take(kMarkerBracket);
        } else if (kindOf(rest.front()) == Kind::Space) {
            rest.remove_prefix(1);
        } else {
            take(wordLength(rest));
        }
    }
    return words;
}

} // namespace latentbrush::prompt
