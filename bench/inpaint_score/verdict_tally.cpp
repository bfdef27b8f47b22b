#include "inpaint_score/verdict_tally.h"

namespace latentbrush::score {

void VerdictTally::add(const Verdict& verdict) {
    ++m_cases;
    m_right += verdict.right();
    m_oneObject += verdict.oneObject;
    m_kind += verdict.kind;
    m_colour += verdict.colour;
    m_unchanged += verdict.unchanged;
    m_others += verdict.others;
}

nlohmann::json VerdictTally::report() const {
    const auto percent = [&](int count) { return m_cases > 0 ? 100.0 * count / m_cases : 0.0; };
    return {{"cases", m_cases},
            {"right", percent(m_right)},
            {"one_object", percent(m_oneObject)},
            {"kind", percent(m_kind)},
            {"colour", percent(m_colour)},
            {"unchanged_outside", percent(m_unchanged)},
            {"others_as_before", percent(m_others)}};
}

} // namespace latentbrush::score
