#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::prompt {

/// The words that CLIP's tokenizer sees in a text (UTF-8; what is not becomes U+FFFD): NFC, every run of
/// white space one space, lower case, then split into the contractions 's 't 're 've 'm 'll 'd, runs of
/// letters, single numbers and runs of whatever else is no space, by Unicode's classes as ICU knows them.
///
/// As Hugging Face's fast tokenizer does it: lower case goes character by character (no final sigma), and a
/// marker such as <|endoftext|> that is spelled in capitals is a word in three parts, no marker.
std::vector<std::string> clipWords(std::string_view text);

} // namespace latentbrush::prompt
