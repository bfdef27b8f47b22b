#include "base/files.h"
#include "prompt/clip_vocabulary.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace latentbrush::prompt {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::uintmax_t kFileLimit = 64'000'000;
constexpr int kShortest = 3;
constexpr int kLongest = 4096;

tl::unexpected<Error> malformed(const fs::path& path, const std::string& rule) {
    return failure(ErrorCode::FileMalformed, path.string(), rule);
}

Result<json> readObject(const fs::path& path) {
    const auto text = readWhole(path, kFileLimit);
    if (!text)
        return failure(text);
    auto value = json::parse(*text, nullptr, /*allow_exceptions=*/false);
    if (!value.is_object())
        return malformed(path, "not a JSON object");
    return value;
}

/// A member that is there and not null. Nothing is copied: copying recurses, and a file may nest as it likes.
const json* memberOf(const json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

bool isId(const json& value) {
    return value.is_number_unsigned() &&
           value.get<std::uint64_t>() < std::numeric_limits<std::int32_t>::max();
}

Result<> takeIds(ClipVocabulary& vocabulary, const json& ids, const fs::path& path) {
    for (const auto& [symbol, id] : ids.items()) {
        if (!isId(id))
            return malformed(path, symbol + ": no whole number from 0");
        vocabulary.ids[symbol] = id.get<std::int64_t>();
    }
    return {};
}

Result<> readVocabAndMerges(ClipVocabulary& vocabulary, const fs::path& folder) {
    const auto ids = readObject(folder / "vocab.json");
    if (!ids)
        return failure(ids);
    const auto path = folder / "merges.txt";
    const auto text = readWhole(path, kFileLimit);
    if (!text)
        return failure(text);
    auto merges = mergesFromText(*text, path.string());
    if (!merges)
        return failure(merges);
    vocabulary.merges = std::move(*merges);
    return takeIds(vocabulary, *ids, folder / "vocab.json");
}

/// Newer files hold a pair as a list of two, older ones as one text.
Result<> takeMerges(ClipVocabulary& vocabulary, const json& merges, const fs::path& path) {
    for (const auto& merge : merges) {
        if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string()) {
            vocabulary.merges.emplace_back(merge[0].get<std::string>(), merge[1].get<std::string>());
            continue;
        }
        const auto text = merge.is_string() ? merge.get<std::string>() : std::string();
        const auto space = text.find(' ');
        if (space == 0 || space == std::string::npos || space + 1 == text.size())
            return malformed(path,
                             "merge " + std::to_string(vocabulary.merges.size()) + " is no pair of symbols");
        vocabulary.merges.emplace_back(text.substr(0, space), text.substr(space + 1));
    }
    return {};
}

Result<> takeAddedTokens(ClipVocabulary& vocabulary, const json& tokens, const fs::path& path) {
    for (const auto& token : tokens) {
        const auto* content = token.is_object() ? memberOf(token, "content") : nullptr;
        const auto* id = token.is_object() ? memberOf(token, "id") : nullptr;
        if (!content || !content->is_string() || !id || !isId(*id))
            return malformed(path, "added_tokens: one without content and id");
        vocabulary.ids[content->get<std::string>()] = id->get<std::int64_t>();
    }
    return {};
}

Result<> readTokenizerJson(ClipVocabulary& vocabulary, const fs::path& path) {
    const auto file = readObject(path);
    if (!file)
        return failure(file);
    const auto* model = memberOf(*file, "model");
    if (!model || !model->is_object())
        return malformed(path, "model: no object");
    if (const auto* suffix = memberOf(*model, "end_of_word_suffix"); !suffix || *suffix != "</w>")
        return failure(ErrorCode::UnsupportedModel, "tokenizer without CLIP's end of word", path.string());
    const auto* ids = memberOf(*model, "vocab");
    const auto* merges = memberOf(*model, "merges");
    if (!ids || !ids->is_object() || !merges || !merges->is_array())
        return malformed(path, "model: no vocab and merges");
    auto taken = takeIds(vocabulary, *ids, path);
    if (taken)
        taken = takeMerges(vocabulary, *merges, path);
    if (const auto* added = memberOf(*file, "added_tokens"); taken && added)
        taken = takeAddedTokens(vocabulary, *added, path);
    return taken;
}

/// A marker is a text, or an object with its text as `content`.
Result<> takeMarker(std::string& marker, const json& file, const char* key, const fs::path& path) {
    const auto* value = memberOf(file, key);
    if (!value)
        return {};
    if (value->is_object())
        value = memberOf(*value, "content");
    if (!value || !value->is_string() || value->get_ref<const std::string&>().empty())
        return malformed(path, std::string(key) + ": no text");
    marker = value->get<std::string>();
    return {};
}

Result<> takeLength(ClipVocabulary& vocabulary, const json& config, const fs::path& path) {
    const auto* value = memberOf(config, "model_max_length");
    // Where nobody knew the length, transformers wrote 1e30.
    if (!value || (value->is_number() && value->get<double>() > kLongest))
        return {};
    if (!value->is_number_unsigned() || value->get<int>() < kShortest)
        return malformed(path, "model_max_length: no whole number from " + std::to_string(kShortest));
    vocabulary.length = value->get<int>();
    return {};
}

/// What a file says of markers and length; nothing when it is not there.
Result<> readConfig(ClipVocabulary& vocabulary, const fs::path& path) {
    const auto file = readObject(path);
    if (!file)
        return file.error().code == ErrorCode::FileMissing ? Result<>() : failure(file);
    const std::pair<const char*, std::string*> markers[] = {{"bos_token", &vocabulary.begin},
                                                            {"eos_token", &vocabulary.end},
                                                            {"pad_token", &vocabulary.pad},
                                                            {"unk_token", &vocabulary.unknown}};
    for (const auto& [key, marker] : markers)
        if (const auto taken = takeMarker(*marker, *file, key, path); !taken)
            return taken;
    return takeLength(vocabulary, *file, path);
}

} // namespace

Result<ClipVocabulary> readVocabulary(const fs::path& folder) {
    ClipVocabulary vocabulary;
    std::error_code error;
    const bool single =
        !fs::exists(folder / "vocab.json", error) && fs::exists(folder / "tokenizer.json", error);
    const auto source = folder / (single ? "tokenizer.json" : "vocab.json");
    auto read = single ? readTokenizerJson(vocabulary, source) : readVocabAndMerges(vocabulary, folder);
    if (read)
        read = readConfig(vocabulary, folder / "tokenizer_config.json");
    if (read)
        read = readConfig(vocabulary, folder / "special_tokens_map.json");
    if (!read)
        return failure(read);
    for (const auto& marker : {vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown})
        if (!vocabulary.ids.contains(marker))
            return malformed(source, marker + ": not in the vocabulary");
    return vocabulary;
}

} // namespace latentbrush::prompt
