#pragma once

#include "prompt/grammar.h"
#include "prompt/network_tags.h"
#include "prompt/prompt_schedule.h"

namespace latentbrush::prompt {

/// What AND joins; guidance goes towards each by its weight.
struct Part {
    double weight = 1;
    std::vector<Stage> stages; ///< at least one, with weights and BREAK still in their texts
    bool operator==(const Part&) const = default;
};

/// A prompt that is ready to be encoded: each stage's text goes through weightedTexts and chunksOf.
struct PromptProgram {
    Grammar grammar = Grammar::Automatic1111;
    std::vector<Part> parts; ///< at least one
    std::vector<NetworkTag> networks;
    bool operator==(const PromptProgram&) const = default;
};

/// How a prompt is to be read.
struct PromptReading {
    Grammar grammar = Grammar::Automatic1111;
    /// A negative prompt has schedules and weights; AND and <lora:…> are text in it, as in AUTOMATIC1111.
    bool negative = false;
    bool comments = true; ///< # hides what follows up to the line's end
    Timeline timeline{};
};

inline constexpr std::size_t kLongestPrompt = std::size_t(1) << 20; ///< bytes
inline constexpr std::size_t kMostParts = 64;

/// The passes in their order (peers.md 3.3): comments, networks, AND, schedules. Each part ends in no white
/// space, and ":0.5" at its end is its weight, where there is an AND: AUTOMATIC1111 takes it from a prompt
/// without one, too, and draws "a clock at 10:30" with 30 times the guidance.
///
/// With the plain grammar: one part of one stage, the text as it is.
///
/// InvalidRequest, subject "prompt" or "negative_prompt", for more than kLongestPrompt, kMostParts or what
/// stagesOf bears.
Result<PromptProgram> promptProgram(std::string_view text, const PromptReading& reading);

} // namespace latentbrush::prompt
