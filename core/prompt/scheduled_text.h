#pragma once

#include "prompt/prompt_schedule.h"

#include <cstddef>
#include <vector>

namespace latentbrush::prompt {

/// A prompt whose schedules and alternations are found, ready to say how it reads at a step. It lies in one
/// flat list that is walked with jumps, so that no nesting is too deep. Views the text it was made of.
class ScheduledText {
public:
    /// O(n). A text that breaks the grammar is one literal.
    explicit ScheduledText(std::string_view text);

    /// The last steps of its stages, ascending, the timeline's own among them.
    std::vector<int> lastSteps(const Timeline& timeline) const;
    /// No fewer than lastSteps gives.
    std::size_t mostStages(const Timeline& timeline) const;

    /// How it reads at a step (from 1). O(n).
    std::string at(int step, const Timeline& timeline) const;

    /// When one text follows another: a step, or a share of the steps.
    struct Moment {
        double value = 0;
        bool hasPoint = false; ///< written with a decimal point
    };

private:
    class Reader;

    struct Element {
        enum class Kind {
            Text,  ///< bytes [begin, end) of the text
            Jump,  ///< on to element `begin`
            Order, ///< on to option `begin` up to the moment, to the one after it from then on
            Cycle  ///< on to one of the options [begin, end), each step the next
        };
        Kind kind = Kind::Text;
        std::size_t begin = 0;
        std::size_t end = 0;
        Moment moment{};
    };

    std::string_view m_text;
    std::vector<Element> m_elements;
    std::vector<std::size_t> m_options; ///< where the options begin, as elements
    std::vector<Moment> m_moments;
    bool m_cycles = false;
};

} // namespace latentbrush::prompt
