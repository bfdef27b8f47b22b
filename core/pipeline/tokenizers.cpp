#include "pipeline/tokenizers.h"

#include "prompt/clip_tokenizer.h"

namespace latentbrush::pipeline {

namespace {

// An id that the text encoder lacks must not reach it.
Result<> checkFits(const prompt::ClipTokenizer& tokenizer, const ShelvedModel& model) {
    const auto folder = model.files.tokenizerFolder.string();
    const auto& text = model.manifest().textEncoder;
    if (text && tokenizer.vocabularySize() > text->vocabularySize)
        return failure(ErrorCode::FileMalformed, folder, "more tokens than the text encoder knows");
    if (text && tokenizer.length() != text->positions)
        return failure(ErrorCode::FileMalformed, folder, "another length than the text encoder's");
    return {};
}

} // namespace

Tokenizers::Tokenizers() = default;
Tokenizers::~Tokenizers() = default;

Result<std::shared_ptr<const prompt::ClipTokenizer>> Tokenizers::of(const ShelvedModel& model) {
    const std::lock_guard lock(m_mutex);
    auto& known = m_known[model.files.tokenizerFolder];
    if (known.tokenizer && known.changed == model.changed)
        return known.tokenizer;
    auto opened = prompt::ClipTokenizer::open(model.files.tokenizerFolder);
    if (!opened)
        return failure(opened);
    if (const auto fits = checkFits(*opened, model); !fits)
        return failure(fits);
    known = {model.changed, std::make_shared<const prompt::ClipTokenizer>(std::move(*opened))};
    return known.tokenizer;
}

Result<std::vector<std::int64_t>> Tokenizers::encode(const ShelvedModel& model, const std::string& text) {
    const auto tokenizer = of(model);
    if (!tokenizer)
        return failure(tokenizer);
    return (*tokenizer)->encode(text);
}

Result<int> Tokenizers::count(const ShelvedModel& model, const std::string& text) {
    const auto tokenizer = of(model);
    if (!tokenizer)
        return failure(tokenizer);
    return (*tokenizer)->tokenCount(text);
}

} // namespace latentbrush::pipeline
