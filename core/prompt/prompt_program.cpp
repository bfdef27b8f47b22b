#include "prompt/prompt_program.h"

#include "prompt/characters.h"

#include <algorithm>

namespace latentbrush::prompt {

namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::string_view kAnd = "AND";

std::string withoutComments(std::string_view text) {
    std::string rest;
    for (auto place = text.find('#'); place != kNone; place = text.find('#')) {
        rest.append(text.substr(0, place));
        text.remove_prefix(std::min(text.find('\n', place), text.size()));
    }
    return rest.append(text);
}

std::vector<std::string_view> splitAtAnd(std::string_view text) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (auto place = findAlone(text, kAnd); place != kNone; place = findAlone(text, kAnd, from)) {
        parts.push_back(text.substr(from, place - from));
        from = place + kAnd.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

struct WeightedPart {
    std::string_view text;
    double weight = 1;
};

/// "text : weight"; the weight has no exponent, and nothing but white space around it.
WeightedPart weightedPart(std::string_view text) {
    text = withoutTrailingSpace(text);
    const auto colon = text.rfind(':');
    const auto written = colon == kNone ? std::string_view() : text.substr(colon + 1);
    const auto number = numberOf(written);
    if (!number || written.find_first_of("eE") != kNone)
        return {text};
    return {withoutTrailingSpace(text.substr(0, colon)), *number};
}

std::vector<WeightedPart> weightedParts(std::string_view text) {
    const auto texts = splitAtAnd(text);
    if (texts.size() == 1)
        return {{withoutTrailingSpace(text)}};
    std::vector<WeightedPart> parts(texts.size());
    std::ranges::transform(texts, parts.begin(), weightedPart);
    return parts;
}

PromptProgram plainProgram(std::string_view text, int steps) {
    return {Grammar::Plain, {{1, {{std::max(1, steps), std::string(text)}}}}, {}};
}

/// What is left of the text, and the networks it asked for.
WithoutTags withoutCommentsAndTags(std::string_view text, const PromptReading& reading) {
    const auto bare = reading.comments ? withoutComments(text) : std::string(text);
    return reading.negative ? WithoutTags{bare, {}} : withoutNetworkTags(bare);
}

} // namespace

Result<PromptProgram> promptProgram(std::string_view text, const PromptReading& reading) {
    const std::string subject = reading.negative ? "negative_prompt" : "prompt";
    if (text.size() > kLongestPrompt)
        return failure(ErrorCode::InvalidRequest, subject,
                       std::to_string(text.size()) + " bytes; at most " + std::to_string(kLongestPrompt));
    if (reading.grammar == Grammar::Plain)
        return plainProgram(text, reading.timeline.steps);

    auto bare = withoutCommentsAndTags(text, reading);
    const auto parts = reading.negative ? std::vector<WeightedPart>{{withoutTrailingSpace(bare.text)}}
                                        : weightedParts(bare.text);
    if (parts.size() > kMostParts)
        return failure(ErrorCode::InvalidRequest, subject,
                       std::to_string(parts.size()) + " parts; at most " + std::to_string(kMostParts));
    PromptProgram program;
    program.networks = std::move(bare.networks);
    for (const auto& part : parts) {
        auto stages = stagesOf(part.text, reading.timeline);
        if (!stages)
            return failure(stages.error().code, subject, stages.error().detail);
        program.parts.push_back({part.weight, std::move(*stages)});
    }
    return program;
}

} // namespace latentbrush::prompt
