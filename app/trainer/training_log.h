#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

namespace latentbrush::trainer {

/// A clock for one stage and the line it leaves behind: `training_log.tsv` in the output folder and standard
/// error get "stage, minutes, step, what, value" rows.
class TrainingLog {
public:
    explicit TrainingLog(const std::filesystem::path& folder);

    void begin(const std::string& stage, double minutes);
    /// 0 … 1 of the stage's time; 1 and above: it is over.
    double progress() const;
    double minutes() const;
    /// Whether `everySeconds` have passed since this last said yes.
    bool isDue(double everySeconds);
    void write(long step, const std::string& what, double value);

private:
    using Clock = std::chrono::steady_clock;
    std::ofstream m_file;
    std::string m_stage;
    double m_length = 0;
    Clock::time_point m_start;
    Clock::time_point m_last;
};

} // namespace latentbrush::trainer
