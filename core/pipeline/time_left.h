#pragma once

#include <chrono>

namespace latentbrush::pipeline {

/// Says how long a job will still take, from what its steps and decodings took so far. Negative while nothing
/// is known. What a decoding takes is guessed as two steps until the first one was measured.
class TimeLeft {
public:
    TimeLeft(int pictures, int steps) : m_pictures(pictures), m_steps(steps) {}

    void stepTook(double seconds);
    void decodingTook(double seconds) { m_decoding = seconds; }

    /// `picture` and `stepsDone` of it are behind us; its decoding is not.
    double seconds(int picture, int stepsDone) const;

private:
    int m_pictures;
    int m_steps;
    double m_step = -1;
    double m_decoding = -1;
};

/// Seconds since it was made or restarted.
class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }
    double restart() {
        const auto passed = seconds();
        m_start = std::chrono::steady_clock::now();
        return passed;
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace latentbrush::pipeline
