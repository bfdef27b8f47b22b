#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::prompt {

/// A token and the bytes of the text it stands for: after normalisation, perhaps a part of a character.
struct Piece {
    std::int64_t id = 0;
    std::string bytes;
    bool endsWord = false;
    bool operator==(const Piece&) const = default;
};

/// Text to ids as Hugging Face's CLIPTokenizer does it (formats.md 7), for any vocabulary of that build.
/// Cheap to copy; copies share the vocabulary and a cache of words. Any thread.
///
/// The markers (begin, end, padding, unknown) are recognised in a text when they are spelled exactly; SD 2
/// pads with "!", which makes every "!" of a prompt that padding, there as here.
class ClipTokenizer {
public:
    /// A diffusers tokenizer folder, as readVocabulary reads it. FileMissing, FileUnreadable, FileMalformed,
    /// UnsupportedModel.
    static Result<ClipTokenizer> open(const std::filesystem::path& folder);

    /// From merges alone, as single-file checkpoints need it: merges.txt (first line skipped) and the ids and
    /// markers of CLIP-L. Errors as open.
    static Result<ClipTokenizer> fromMerges(const std::filesystem::path& mergesFile);

    /// length() ids: begin, at most length() − 2 of the text, end, padding.
    std::vector<std::int64_t> encode(std::string_view text) const;

    /// Tokens of the whole text, without begin, end and padding.
    int tokenCount(std::string_view text) const;
    std::vector<Piece> pieces(std::string_view text) const;

    int length() const;
    std::int64_t beginId() const;
    std::int64_t endId() const;
    std::int64_t padId() const;
    int vocabularySize() const; ///< the highest id + 1

private:
    class Shared;
    explicit ClipTokenizer(std::shared_ptr<const Shared> shared) : m_shared(std::move(shared)) {}

    std::shared_ptr<const Shared> m_shared;
};

} // namespace latentbrush::prompt
