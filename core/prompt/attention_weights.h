#pragma once

#include "prompt/grammar.h"

#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::prompt {

/// A run of a prompt that is weighed alike.
struct WeightedText {
    std::string text; ///< without the brackets, escapes resolved; nothing where `isBreak`
    double weight = 1;
    bool isBreak = false; ///< BREAK: the chunk ends here
    bool operator==(const WeightedText&) const = default;
};

/// Brackets nested deeper than this have no effect: it bounds what a hostile text costs.
inline constexpr std::size_t kDeepestBrackets = 64;

/// Weights stay within ± this.
inline constexpr double kGreatestWeight = 1e6;

/// The runs of a text without schedules (peers.md 3.3): (x) weighs 1.1, [x] 1/1.1, (x:1.3) 1.3, one inside
/// another their product; \( \) \[ \] \\ are the characters themselves, any other backslash is dropped.
/// Brackets that nobody closes act to the end, and what closes nothing is text. Neighbours of equal weight
/// are one run. Round and square brackets count apart, so "(a [b) c]" weighs b by both. At least one run;
/// O(n).
///
/// BREAK breaks inside brackets too; in AUTOMATIC1111 it is a word of negative weight there. Where a weight
/// is no number, as in (x:1.2.3), it is text.
std::vector<WeightedText> attentionWeights(std::string_view text);

/// By the grammar: the above, or one run of the whole text.
std::vector<WeightedText> weightedTexts(std::string_view text, Grammar grammar);

} // namespace latentbrush::prompt
