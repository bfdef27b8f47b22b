#include "library/search_text.h"

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace latentbrush::library {

namespace {

icu::UnicodeString folded(std::string_view text) {
    auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status))
        return wide;
    auto result = form->normalize(wide, status);
    return U_SUCCESS(status) ? result : wide;
}

std::string utf8(const icu::UnicodeString& wide) {
    std::string text;
    wide.toUTF8String(text);
    return text;
}

} // namespace

std::string foldForSearch(std::string_view text) {
    return utf8(folded(text));
}

std::vector<std::string> searchTerms(std::string_view text) {
    const auto wide = folded(text);
    std::vector<std::string> terms;
    icu::UnicodeString term;
    for (int32_t at = 0; at <= wide.length(); at = wide.moveIndex32(at, 1)) {
        const bool ends =
            at == wide.length() || u_isUWhiteSpace(wide.char32At(at)) || u_iscntrl(wide.char32At(at));
        if (!ends) {
            term.append(wide.char32At(at));
        } else if (!term.isEmpty()) {
            terms.push_back(utf8(term));
            term.remove();
        }
        if (at == wide.length())
            break;
    }
    return terms;
}

std::size_t lengthOf(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

} // namespace latentbrush::library
