#pragma once

#include "base/result.h"
#include "request/json_reader.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush {

/// How a prompt is read.
enum class PromptGrammar {
    Automatic1111, ///< weights, BREAK, schedules, alternation, AND, comments, <lora:…> (peers.md 3.3)
    Plain          ///< as it stands: brackets are brackets
};

/// What a weight in the prompt does to the hidden states (peers.md 3.4).
enum class Emphasis {
    Original, ///< states times weights, then the chunk's mean is restored
    NoNorm,   ///< without restoring the mean
    Ignore    ///< weights do nothing
};

/// A LoRA of the model folders that is laid over the model, beside those that the prompt names.
struct LoraUse {
    std::string name;
    double unet = 1; ///< −10 to 10
    double text = 1; ///< of the text encoders
    bool operator==(const LoraUse&) const = default;
};

/// How text becomes what the network is steered by: a plain value.
struct Prompting {
    static constexpr int kClipSkipLimit = 24;
    static constexpr double kLoraLimit = 10;
    static constexpr std::size_t kLorasLimit = 64;

    PromptGrammar grammar = PromptGrammar::Automatic1111;
    Emphasis emphasis = Emphasis::Original;
    int clipSkip = 1; ///< counted as AUTOMATIC1111 does: 1 is the model's own layer, 2 the one before it …
    std::vector<LoraUse> loras{};

    bool operator==(const Prompting&) const = default;
};

std::string_view idOf(PromptGrammar grammar); ///< "a1111", "plain"
std::optional<PromptGrammar> promptGrammarFromId(std::string_view id);
std::string_view idOf(Emphasis emphasis);    ///< "original", "no_norm", "ignore"
std::string_view labelOf(Emphasis emphasis); ///< as AUTOMATIC1111 writes it
std::optional<Emphasis> emphasisFromId(std::string_view id);

/// Writes its keys into a request's object: grammar, emphasis, clip_skip and loras, a list of {name, unet,
/// text}.
void writeInto(nlohmann::json& request, const Prompting& prompting);
/// Reads those that are there; the reader keeps the first error.
void readFrom(JsonReader& request, Prompting& prompting);

/// The ranges above, and a name for each LoRA: InvalidRequest with the key as subject.
Result<> validate(const Prompting& prompting);

} // namespace latentbrush
