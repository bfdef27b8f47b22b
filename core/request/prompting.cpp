#include "request/prompting.h"

#include "request/id_table.h"

#include <cmath>

namespace latentbrush {

namespace {

struct GrammarName {
    PromptGrammar value;
    std::string_view id;
};
constexpr std::array kGrammars{GrammarName{PromptGrammar::Automatic1111, "a1111"},
                               GrammarName{PromptGrammar::Plain, "plain"}};

struct EmphasisName {
    Emphasis value;
    std::string_view id;
    std::string_view label;
};
constexpr std::array kEmphases{EmphasisName{Emphasis::Original, "original", "Original"},
                               EmphasisName{Emphasis::NoNorm, "no_norm", "No norm"},
                               EmphasisName{Emphasis::Ignore, "ignore", "Ignore"}};

void readLoras(JsonReader& request, std::vector<LoraUse>& loras) {
    const auto* list = request.find("loras");
    if (!list)
        return;
    if (!list->is_array())
        return request.refuse("loras", "not a list");
    loras.clear();
    for (const auto& each : *list) {
        if (!each.is_object())
            return request.refuse("loras", "holds something that is no object");
        LoraUse use;
        JsonReader reader(each, "loras.");
        reader.read("name", use.name);
        reader.read("unet", use.unet);
        reader.read("text", use.text);
        if (reader.error())
            return request.refuse("loras", reader.error()->subject + ": " + reader.error()->detail);
        loras.push_back(std::move(use));
    }
}

bool isWeight(double weight) {
    return std::isfinite(weight) && std::abs(weight) <= Prompting::kLoraLimit;
}

} // namespace

std::string_view idOf(PromptGrammar grammar) {
    return rowOf(kGrammars, grammar).id;
}
std::optional<PromptGrammar> promptGrammarFromId(std::string_view id) {
    return valueOf(kGrammars, id);
}
std::string_view idOf(Emphasis emphasis) {
    return rowOf(kEmphases, emphasis).id;
}
std::string_view labelOf(Emphasis emphasis) {
    return rowOf(kEmphases, emphasis).label;
}
std::optional<Emphasis> emphasisFromId(std::string_view id) {
    return valueOf(kEmphases, id);
}

void writeInto(nlohmann::json& request, const Prompting& prompting) {
    request["grammar"] = idOf(prompting.grammar);
    request["emphasis"] = idOf(prompting.emphasis);
    request["clip_skip"] = prompting.clipSkip;
    auto loras = nlohmann::json::array();
    for (const auto& use : prompting.loras)
        loras.push_back({{"name", use.name}, {"unet", use.unet}, {"text", use.text}});
    request["loras"] = std::move(loras);
}

void readFrom(JsonReader& request, Prompting& prompting) {
    request.readId("grammar", prompting.grammar, promptGrammarFromId);
    request.readId("emphasis", prompting.emphasis, emphasisFromId);
    request.read("clip_skip", prompting.clipSkip);
    readLoras(request, prompting.loras);
}

Result<> validate(const Prompting& prompting) {
    if (prompting.clipSkip < 1 || prompting.clipSkip > Prompting::kClipSkipLimit)
        return failure(ErrorCode::InvalidRequest, "clip_skip",
                       std::to_string(prompting.clipSkip) + " is not in 1 to " +
                           std::to_string(Prompting::kClipSkipLimit));
    if (prompting.loras.size() > Prompting::kLorasLimit)
        return failure(ErrorCode::InvalidRequest, "loras",
                       "more than " + std::to_string(Prompting::kLorasLimit));
    for (const auto& use : prompting.loras) {
        if (use.name.empty())
            return failure(ErrorCode::InvalidRequest, "loras", "one has no name");
        if (!isWeight(use.unet) || !isWeight(use.text))
            return failure(ErrorCode::InvalidRequest, "loras", use.name + ": a weight beyond ±10");
    }
    return {};
}

} // namespace latentbrush
