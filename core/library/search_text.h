#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::library {

/// Text in the form that searches compare: Unicode NFKC with case folding (UAX #31, NFKC_Casefold), so that
/// ＡＢＣ finds abc and ｶﾞ finds ガ. What is not UTF-8 becomes U+FFFD.
std::string foldForSearch(std::string_view text);

/// The words of a query, folded, parted by any Unicode white space (U+3000 too) or control character.
std::vector<std::string> searchTerms(std::string_view text);

/// Code points of UTF-8 text.
std::size_t lengthOf(std::string_view text);

} // namespace latentbrush::library
