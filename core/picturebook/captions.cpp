#include "picturebook/captions.h"

#include <algorithm>

#include "picturebook/wording.h"

namespace latentbrush::picturebook {

namespace {

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

} // namespace

std::string caption(const Scene& scene, Language language, Dice& dice) {
    if (language == Language::English) {
        std::string text = englishCaption(scene, dice);
        replaceAll(text, " ,", ",");
        return text;
    }
    std::string text = japaneseCaption(scene, dice);
    std::erase(text, ' ');
    return text;
}

std::vector<std::string> lexicon(Language language) {
    std::vector<std::string> found;
    for (const Table table : language == Language::English ? englishTables() : japaneseTables()) {
        for (const std::string_view phrase : table) {
            std::size_t start = 0;
            while (start < phrase.size()) {
                const auto end = std::min(phrase.find_first_of(" /", start), phrase.size());
                found.emplace_back(phrase.substr(start, end - start));
                start = end + 1;
            }
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::string_view oneOf(std::string_view phrase, Dice& dice) {
    const auto wordings = static_cast<int>(std::count(phrase.begin(), phrase.end(), '/')) + 1;
    for (int skipped = dice.between(0, wordings - 1); skipped > 0; --skipped) {
        phrase.remove_prefix(phrase.find('/') + 1);
    }
    return phrase.substr(0, phrase.find('/'));
}

std::string words(std::initializer_list<std::string_view> phrases) {
    std::string text;
    for (const std::string_view phrase : phrases) {
        if (!phrase.empty()) {
            text.append(text.empty() ? "" : " ").append(phrase);
        }
    }
    return text;
}

std::string listed(const std::vector<std::string>& phrases, std::string_view comma, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        text = words({text, i == 0 ? "" : i + 1 == phrases.size() ? last : comma, phrases[i]});
    }
    return text;
}

std::vector<std::string> sceneryWords(const Scene& scene, Table table) {
    const bool night = scene.time == Time::Night;
    const std::array present{scene.light && !night, scene.light && night, scene.cloud.has_value(),
                             scene.mountains};
    std::vector<std::string> found;
    for (std::size_t i = 0; i < present.size(); ++i) {
        if (present[i]) {
            found.emplace_back(table[i]);
        }
    }
    return found;
}

bool isBalloon(const Object& object) {
    return object.kind == Kind::Balloon;
}

bool isMixed(const Scene& scene) {
    const auto balloons = std::count_if(scene.objects.begin(), scene.objects.end(), isBalloon);
    return balloons > 0 && balloons < static_cast<std::ptrdiff_t>(scene.objects.size());
}

} // namespace latentbrush::picturebook
