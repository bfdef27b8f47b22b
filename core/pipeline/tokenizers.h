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

/// Each model's tokenizer, read once. Any thread, any time.
class Tokenizers {
public:
    Tokenizers();
    ~Tokenizers();

    /// The ids [positions] that the text encoder gets: begin, what fits, end, padding.
    Result<std::vector<std::int64_t>> encode(const ShelvedModel& model, const std::string& text);

    /// All tokens of the text, without begin, end and padding, however many.
    Result<int> count(const ShelvedModel& model, const std::string& text);

private:
    Result<std::shared_ptr<const prompt::ClipTokenizer>> of(const ShelvedModel& model);

    struct Known {
        std::filesystem::file_time_type changed; ///< the model's, when its tokenizer was read
        std::shared_ptr<const prompt::ClipTokenizer> tokenizer;
    };
    std::mutex m_mutex;
    std::map<std::filesystem::path, Known> m_known;
};

} // namespace latentbrush::pipeline
