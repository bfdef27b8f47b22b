#include "training_log.h"

#include <iostream>

namespace latentbrush::trainer {

TrainingLog::TrainingLog(const std::filesystem::path& folder)
    : m_file(folder / "training_log.tsv", std::ios::app) {}

void TrainingLog::begin(const std::string& stage, double minutes) {
    m_stage = stage;
    m_length = minutes;
    m_start = m_last = Clock::now();
}

double TrainingLog::minutes() const {
    return std::chrono::duration<double>(Clock::now() - m_start).count() / 60;
}

double TrainingLog::progress() const {
    return m_length > 0 ? minutes() / m_length : 1;
}

bool TrainingLog::isDue(double everySeconds) {
    const auto now = Clock::now();
    if (std::chrono::duration<double>(now - m_last).count() < everySeconds)
        return false;
    m_last = now;
    return true;
}

void TrainingLog::write(long step, const std::string& what, double value) {
    for (std::ostream* out : {static_cast<std::ostream*>(&m_file), static_cast<std::ostream*>(&std::cerr)})
        *out << m_stage << '\t' << minutes() << '\t' << step << '\t' << what << '\t' << value << std::endl;
}

} // namespace latentbrush::trainer
