#pragma once

#include "prompt/clip_tokenizer.h"

#include <map>
#include <nlohmann/json.hpp>

namespace latentbrush::prompt {

using Files = std::map<std::string, std::string>; ///< name → text

/// A tokenizer folder that is gone with the object. `files` go over the smallest whole one: the bytes, the
/// merge of "a" and "b</w>", the markers; an empty text leaves a file out.
class TokenizerFolder {
public:
    explicit TokenizerFolder(const Files& files = {});
    ~TokenizerFolder();
    TokenizerFolder(const TokenizerFolder&) = delete;
    TokenizerFolder& operator=(const TokenizerFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// vocab.json for merges.txt, as CLIP numbers it.
std::string vocabJsonOf(const std::string& mergesText);

/// The text of CLIP's own merges, and its tokenizer.
const std::string& clipMerges();
const ClipTokenizer& clip();

/// What transformers' CLIPTokenizer said (tests/golden/make_tokenizer.py).
const nlohmann::json& golden();

/// What a second implementation makes of random prompts (tests/golden/make_prompts.py).
const nlohmann::json& goldenPrompts();

} // namespace latentbrush::prompt
