#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace latentbrush::prompt {

/// What makes one CLIP tokenizer differ from another.
struct ClipVocabulary {
    std::unordered_map<std::string, std::int64_t> ids; ///< symbol (see byte_alphabet.h) or marker → id
    std::vector<std::pair<std::string, std::string>> merges; ///< by rank
    std::string begin = "<|startoftext|>";
    std::string end = "<|endoftext|>";
    std::string pad = "<|endoftext|>";
    std::string unknown = "<|endoftext|>"; ///< stands for a byte that the vocabulary lacks
    int length = 77;                       ///< ids a text becomes, begin and end among them
};

/// From the text of a merges.txt (its first line is a comment): 256 bytes, 256 bytes that end a word, one id
/// a merge, begin, end. FileMalformed names `subject` and the line.
Result<ClipVocabulary> vocabularyFromMerges(std::string_view text, const std::string& subject);

/// From a diffusers tokenizer folder: vocab.json and merges.txt, and what tokenizer_config.json and
/// special_tokens_map.json say of the markers and the length (the map goes first; both may be absent).
/// FileMissing, FileUnreadable, FileMalformed.
Result<ClipVocabulary> readVocabulary(const std::filesystem::path& folder);

} // namespace latentbrush::prompt
