#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::prompt {

/// The steps that schedules in a prompt speak of.
struct Timeline {
    int steps = 1; ///< of this pass, at least 1
    /// In a second pass, the steps of the first: then fractions from 1 to 2 and whole numbers beyond these
    /// steps are this pass's, and all before has happened.
    std::optional<int> firstPass{};
    /// "Old prompt editing timelines": numbers below 1 are fractions whether or not they have a point, and
    /// both passes go by the first one's steps.
    bool old = false;
};

/// How a prompt reads for a while.
struct Stage {
    int lastStep = 1; ///< counted from 1; the next stage begins after it
    std::string text{};
    bool operator==(const Stage&) const = default;
};

/// What the stages of one prompt may take together, in bytes.
inline constexpr std::size_t kMostStageBytes = std::size_t(64) << 20;

/// The stages of a prompt (peers.md 3.3), by ascending lastStep, the last one's the timeline's; at least one.
///
///     [from:to:when]  from up to the step `when`, to from then on
///     [to:when]       nothing, then to
///     [from::when]    from, then nothing
///     [a|b|c]         a at step 1, b at step 2, …; each may be empty
///
/// `when` is a step or, with a decimal point, a fraction of the steps; it is cut to the steps, and below 1 it
/// has happened before the first. One may lie in another, and emphasis in any; a bracket that closes nothing
/// or is never closed is a character. Where a text cannot be read at all (a "|" or a "\" astray) the whole
/// is literal. Neighbouring stages may read alike.
///
/// Where brackets are out of balance, AUTOMATIC1111's parser answers by chance (by Python's hash seed) that a
/// complete schedule beside them is one or is text; here it always is one.
///
/// InvalidRequest, subject "prompt", when the stages would take more than kMostStageBytes.
Result<std::vector<Stage>> stagesOf(std::string_view text, const Timeline& timeline);

/// The stage that is in force at a step; of at least one.
const Stage& stageAt(const std::vector<Stage>& stages, int step);

} // namespace latentbrush::prompt
