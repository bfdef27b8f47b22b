#pragma once

#include "inpaint_score/verdict.h"

#include <nlohmann/json.hpp>

namespace latentbrush::score {

/// Counts verdicts.
class VerdictTally {
public:
    void add(const Verdict& verdict);

    /// The number of cases, and percentages of them: right, one_object, kind, colour, unchanged_outside,
    /// others_as_before.
    nlohmann::json report() const;

private:
    int m_cases = 0;
    int m_right = 0;
    int m_oneObject = 0;
    int m_kind = 0;
    int m_colour = 0;
    int m_unchanged = 0;
    int m_others = 0;
};

} // namespace latentbrush::score
