#include "fixtures.h"

#include "base/files.h"
#include "prompt/clip_vocabulary.h"

#include <cstdlib>
#include <stdexcept>
#include <zlib.h>

namespace latentbrush::prompt {

namespace {

std::string unpacked(const std::string& path) {
    const auto file = gzopen(path.c_str(), "rb");
    if (!file)
        throw std::runtime_error("missing: " + path);
    std::string text;
    std::string piece(1 << 16, '\0');
    for (int got; (got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0;)
        text.append(piece.data(), static_cast<std::size_t>(got));
    gzclose(file);
    return text;
}

} // namespace

TokenizerFolder::TokenizerFolder(const Files& files) {
    auto name = (std::filesystem::temp_directory_path() / "tokenizer.XXXXXX").string();
    if (!mkdtemp(name.data()))
        throw std::runtime_error("no folder for the test");
    m_path = name;
    const std::string merges = "#version: 0.2\na b</w>\n";
    Files all{{"merges.txt", merges}, {"vocab.json", vocabJsonOf(merges)}};
    for (const auto& [file, text] : files)
        all[file] = text;
    for (const auto& [file, text] : all)
        if (!text.empty() && !writeWhole(m_path / file, text, IfExists::Fail))
            throw std::runtime_error("not written: " + file);
}

TokenizerFolder::~TokenizerFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::string vocabJsonOf(const std::string& mergesText) {
    return nlohmann::json(vocabularyFromMerges(mergesText, "merges").value().ids).dump();
}

const std::string& clipMerges() {
    static const auto text = readWhole(CLIP_MERGES).value();
    return text;
}

const ClipTokenizer& clip() {
    static const auto tokenizer = ClipTokenizer::fromMerges(CLIP_MERGES).value();
    return tokenizer;
}

const nlohmann::json& golden() {
    static const auto all = nlohmann::json::parse(unpacked(LATENTBRUSH_GOLDEN "/tokenizer.json.gz"));
    return all;
}

const nlohmann::json& goldenPrompts() {
    static const auto all = nlohmann::json::parse(unpacked(LATENTBRUSH_GOLDEN "/prompts.json.gz"));
    return all;
}

} // namespace latentbrush::prompt
