#pragma once

#include "pipeline/model_shelf.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace latentbrush::prompt {
class ClipTokenizer;
}

namespace latentbrush::pipeline {

/// Each model's tokenizers, read once. Any thread, any time.
class Tokenizers {
public:
    using Tokenizer = std::shared_ptr<const prompt::ClipTokenizer>;

    /// `clipMerges`: CLIP's own merges.txt, for models that come without a vocabulary.
    explicit Tokenizers(std::filesystem::path clipMerges);
    ~Tokenizers();

    /// One a text encoder, in their order. FileMissing, FileMalformed; FileMalformed where one knows ids that
    /// its text encoder lacks.
    Result<std::vector<Tokenizer>> of(const ShelvedModel& model);

    /// The ids [positions] that the first text encoder gets for a plain text: begin, what fits, end, padding.
    Result<std::vector<std::int64_t>> encode(const ShelvedModel& model, const std::string& text);

private:
    struct Known {
        std::filesystem::file_time_type changed; ///< the model's, when its tokenizer was read
        Tokenizer tokenizer;
    };
    Result<Tokenizer> open(const std::filesystem::path& path, std::filesystem::file_time_type changed);

    std::filesystem::path m_clipMerges;
    std::mutex m_mutex;
    std::map<std::filesystem::path, Known> m_known;
};

} // namespace latentbrush::pipeline
