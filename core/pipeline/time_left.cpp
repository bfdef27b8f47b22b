#include "pipeline/time_left.h"

namespace latentbrush::pipeline {

void TimeLeft::stepTook(double seconds) {
    // A running mean that follows the machine's load; a first step with its preparations counts little after
    // a few more.
    constexpr double kWeightOfNew = 0.3;
    m_step = m_step < 0 ? seconds : (1 - kWeightOfNew) * m_step + kWeightOfNew * seconds;
}

double TimeLeft::seconds(int picture, int stepsDone) const {
    if (m_step < 0)
        return -1;
    const auto decoding = m_decoding < 0 ? 2 * m_step : m_decoding;
    const auto later = m_pictures - picture - 1;
    return (m_steps - stepsDone) * m_step + decoding + later * (m_steps * m_step + decoding);
}

} // namespace latentbrush::pipeline
