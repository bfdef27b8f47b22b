#include "pipeline/tokenizers.h"

#include "prompt/clip_tokenizer.h"

namespace latentbrush::pipeline {

namespace {

// An id that the text encoder lacks must not reach it.
Result<> checkFits(const prompt::ClipTokenizer& tokenizer,
                   const std::optional<catalogue::TextEncoderConfig>& text, const std::string& subject) {
    if (text && tokenizer.vocabularySize() > text->vocabularySize)
        return failure(ErrorCode::FileMalformed, subject, "more tokens than the text encoder knows");
    if (text && tokenizer.length() != text->positions)
        return failure(ErrorCode::FileMalformed, subject, "another length than the text encoder's");
    return {};
}

} // namespace

Tokenizers::Tokenizers(std::filesystem::path clipMerges) : m_clipMerges(std::move(clipMerges)) {}
Tokenizers::~Tokenizers() = default;

Result<Tokenizers::Tokenizer> Tokenizers::open(const std::filesystem::path& path,
                                               std::filesystem::file_time_type changed) {
    const std::lock_guard lock(m_mutex);
    auto& known = m_known[path];
    if (known.tokenizer && known.changed == changed)
        return known.tokenizer;
    std::error_code error;
    auto opened = std::filesystem::is_directory(path, error) ? prompt::ClipTokenizer::open(path)
                                                             : prompt::ClipTokenizer::fromMerges(path);
    if (!opened)
        return failure(opened);
    known = {changed, std::make_shared<const prompt::ClipTokenizer>(std::move(*opened))};
    return known.tokenizer;
}

Result<std::vector<Tokenizers::Tokenizer>> Tokenizers::of(const ShelvedModel& model) {
    const auto& manifest = model.manifest();
    const std::pair<const std::filesystem::path&, const std::optional<catalogue::TextEncoderConfig>&>
        encoders[] = {{model.files.tokenizerFolder, manifest.textEncoder},
                      {model.files.tokenizerFolder2, manifest.textEncoder2}};
    std::vector<Tokenizer> tokenizers;
    for (const auto& [folder, text] : encoders) {
        if (!tokenizers.empty() && !text)
            break;
        const auto& path = folder.empty() ? m_clipMerges : folder;
        auto tokenizer = open(path, model.changed);
        if (!tokenizer)
            return failure(tokenizer);
        if (const auto fits = checkFits(**tokenizer, text, path.string()); !fits)
            return failure(fits);
        tokenizers.push_back(std::move(*tokenizer));
    }
    return tokenizers;
}

Result<std::vector<std::int64_t>> Tokenizers::encode(const ShelvedModel& model, const std::string& text) {
    const auto tokenizers = of(model);
    if (!tokenizers)
        return failure(tokenizers);
    return tokenizers->front()->encode(text);
}

} // namespace latentbrush::pipeline
