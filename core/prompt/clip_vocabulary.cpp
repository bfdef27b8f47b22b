#include "prompt/clip_vocabulary.h"

#include "base/files.h"
#include "prompt/byte_alphabet.h"

#include <nlohmann/json.hpp>

namespace latentbrush::prompt {

namespace {

using nlohmann::json;

constexpr std::uintmax_t kFileLimit = 64'000'000;
constexpr int kLongest = 4096;

Result<std::vector<std::pair<std::string, std::string>>> mergesIn(std::string_view text,
                                                                  const std::string& subject) {
    std::vector<std::pair<std::string, std::string>> merges;
    for (std::size_t number = 1; !text.empty(); ++number) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (number == 1 || line.empty())
            continue;
        const auto space = line.find(' ');
        if (space == 0 || space >= line.size() - 1 || line.find(' ', space + 1) != std::string_view::npos)
            return failure(ErrorCode::FileMalformed, subject,
                           "line " + std::to_string(number) + " is no pair of symbols");
        merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    return merges;
}

Result<json> readObject(const std::filesystem::path& path) {
    const auto text = readWhole(path, kFileLimit);
    if (!text)
        return failure(text);
    auto value = json::parse(*text, nullptr, /*allow_exceptions=*/false);
    if (!value.is_object())
        return failure(ErrorCode::FileMalformed, path.string(), "not a JSON object");
    return value;
}

/// The same, but an empty object where there is no such file.
Result<json> readObjectIfThere(const std::filesystem::path& path) {
    auto value = readObject(path);
    if (!value && value.error().code == ErrorCode::FileMissing)
        return json::object();
    return value;
}

Result<> takeIds(ClipVocabulary& vocabulary, const json& ids, const std::string& subject) {
    for (const auto& [symbol, id] : ids.items()) {
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() > std::numeric_limits<std::int32_t>::max())
            return failure(ErrorCode::FileMalformed, subject, symbol + ": no whole number from 0");
        vocabulary.ids[symbol] = id.get<std::int64_t>();
    }
    return {};
}

/// A marker is a text, or an object with its text as `content`.
Result<> takeMarker(std::string& marker, const json& file, const char* key, const std::string& subject) {
    auto value = file.value(key, json());
    if (value.is_object())
        value = value.value("content", json());
    else if (value.is_null())
        return {};
    if (!value.is_string() || value.get_ref<const std::string&>().empty())
        return failure(ErrorCode::FileMalformed, subject, std::string(key) + ": no text");
    marker = value.get<std::string>();
    return {};
}

Result<> takeMarkers(ClipVocabulary& vocabulary, const json& file, const std::string& subject) {
    const std::pair<const char*, std::string*> markers[] = {{"bos_token", &vocabulary.begin},
                                                            {"eos_token", &vocabulary.end},
                                                            {"pad_token", &vocabulary.pad},
                                                            {"unk_token", &vocabulary.unknown}};
    for (const auto& [key, marker] : markers)
        if (const auto taken = takeMarker(*marker, file, key, subject); !taken)
            return taken;
    return {};
}

Result<> takeLength(ClipVocabulary& vocabulary, const json& config, const std::string& subject) {
    const auto value = config.value("model_max_length", json());
    if (value.is_null())
        return {};
    // Where nobody knew the length, transformers wrote 1e30.
    if (value.is_number() && value.get<double>() > kLongest)
        return {};
    if (!value.is_number_unsigned() || value.get<int>() < 3)
        return failure(ErrorCode::FileMalformed, subject, "model_max_length: no whole number from 3");
    vocabulary.length = value.get<int>();
    return {};
}

Result<> checkMarkers(const ClipVocabulary& vocabulary, const std::string& subject) {
    for (const auto& marker : {vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown})
        if (!vocabulary.ids.contains(marker))
            return failure(ErrorCode::FileMalformed, subject, marker + ": not in the vocabulary");
    return {};
}

} // namespace

Result<ClipVocabulary> vocabularyFromMerges(std::string_view text, const std::string& subject) {
    auto merges = mergesIn(text, subject);
    if (!merges)
        return failure(merges);
    ClipVocabulary vocabulary;
    vocabulary.merges = std::move(*merges);
    std::int64_t id = 0;
    const auto& alphabet = ByteAlphabet::instance();
    for (const auto suffix : {std::string_view(), kWordEnd})
        for (const auto byte : alphabet.inOrder())
            vocabulary.ids[alphabet.symbolOf(byte) + std::string(suffix)] = id++;
    for (const auto& [left, right] : vocabulary.merges)
        vocabulary.ids[left + right] = id++;
    vocabulary.ids[vocabulary.begin] = id++;
    vocabulary.ids[vocabulary.end] = id;
    return vocabulary;
}

Result<ClipVocabulary> readVocabulary(const std::filesystem::path& folder) {
    const auto vocabPath = folder / "vocab.json";
    const auto mergesPath = folder / "merges.txt";
    const auto configPath = folder / "tokenizer_config.json";
    const auto mapPath = folder / "special_tokens_map.json";
    const auto ids = readObject(vocabPath);
    if (!ids)
        return failure(ids);
    const auto mergesText = readWhole(mergesPath, kFileLimit);
    if (!mergesText)
        return failure(mergesText);
    auto merges = mergesIn(*mergesText, mergesPath.string());
    if (!merges)
        return failure(merges);
    const auto config = readObjectIfThere(configPath);
    if (!config)
        return failure(config);
    const auto map = readObjectIfThere(mapPath);
    if (!map)
        return failure(map);

    ClipVocabulary vocabulary;
    vocabulary.merges = std::move(*merges);
    auto taken = takeIds(vocabulary, *ids, vocabPath.string());
    if (taken)
        taken = takeMarkers(vocabulary, *config, configPath.string());
    if (taken)
        taken = takeMarkers(vocabulary, *map, mapPath.string());
    if (taken)
        taken = takeLength(vocabulary, *config, configPath.string());
    if (taken)
        taken = checkMarkers(vocabulary, vocabPath.string());
    if (!taken)
        return failure(taken);
    return vocabulary;
}

} // namespace latentbrush::prompt
