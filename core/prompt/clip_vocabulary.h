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

/// Pairs of symbols that may merge, by rank.
using Merges = std::vector<std::pair<std::string, std::string>>;

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

/// The text of a merges.txt, whose first line is a comment. FileMalformed names `subject` and the line.
Result<Merges> mergesFromText(std::string_view text, const std::string& subject);

/// From the text of a merges.txt alone: 256 bytes, 256 bytes that end a word, one id
/// a merge, begin, end. FileMalformed names `subject` and the line.
Result<ClipVocabulary> vocabularyFromMerges(std::string_view text, const std::string& subject);

/// From a diffusers tokenizer folder: vocab.json and merges.txt, or the tokenizer.json that newer versions
/// save instead, and what tokenizer_config.json and special_tokens_map.json say of the markers and the length
/// (the map goes first; both may be absent). FileMissing, FileUnreadable, FileMalformed; UnsupportedModel for
/// a tokenizer.json of another kind.
Result<ClipVocabulary> readVocabulary(const std::filesystem::path& folder);

} // namespace latentbrush::prompt
