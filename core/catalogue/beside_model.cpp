#include "catalogue/beside_model.h"

#include "catalogue/json_fields.h"

#include <algorithm>
#include <sstream>

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;

/// What the files beside a model begin with: its path without its ending. A folder has none to lose, and a
/// point in its name is no ending.
fs::path stemOf(const fs::path& model) {
    std::error_code error;
    return fs::is_directory(model, error) ? model : model.parent_path() / model.stem();
}

fs::path with(const fs::path& stem, const std::string& ending) {
    return fs::path(stem.string() + ending);
}

void addWord(std::vector<std::string>& words, std::string word) {
    const auto first = word.find_first_not_of(" \t\r\n");
    if (first == std::string::npos)
        return;
    word = word.substr(first, word.find_last_not_of(" \t\r\n") - first + 1);
    if (std::ranges::find(words, word) == words.end())
        words.push_back(word);
}

void addWords(std::vector<std::string>& words, const std::string& text) {
    std::istringstream in(text);
    for (std::string word; std::getline(in, word, ',');)
        addWord(words, word);
}

/// A member of the JSON object in that file, where it is there.
nlohmann::json memberOf(const fs::path& file, const char* key) {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return {};
    const auto json = readJsonFile(file);
    return json && json->is_object() && json->contains(key) ? json->at(key) : nlohmann::json();
}

} // namespace

fs::path previewBeside(const fs::path& model) {
    const auto stem = stemOf(model);
    std::error_code error;
    for (const auto* mark : {".preview", ""})
        for (const auto* format : {".png", ".jpg", ".jpeg", ".webp"})
            if (auto file = with(stem, std::string(mark) + format); fs::is_regular_file(file, error))
                return file;
    const auto inside = model / "preview.png";
    return fs::is_regular_file(inside, error) ? inside : fs::path();
}

std::vector<std::string> triggersBeside(const fs::path& model) {
    const auto stem = stemOf(model);
    std::vector<std::string> words;
    if (const auto text = memberOf(with(stem, ".json"), "activation text"); text.is_string())
        addWords(words, text.get<std::string>());
    if (const auto list = memberOf(with(stem, ".civitai.info"), "trainedWords"); list.is_array())
        for (const auto& text : list)
            if (text.is_string())
                addWords(words, text.get<std::string>());
    return words;
}

} // namespace latentbrush::catalogue
