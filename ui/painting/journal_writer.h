#pragma once

#include "document/journal.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>

namespace latentbrush::ui {

/// Appends what was done to a journal, in order, on a thread of its own. What could not be written waits and
/// is tried again with whatever comes next, or by `retry`, so that the file never misses a step in between.
///
/// Threads: all functions are for one thread; `failed` is called on the writer's.
class JournalWriter {
public:
    struct Undo {};
    struct Redo {};
    using Step = std::variant<document::Change, Undo, Redo>;

    JournalWriter(document::Journal journal, std::function<void(const Error&)> failed);
    /// Writes what waits; what fails then is lost.
    ~JournalWriter();

    void append(Step step);
    void retry();
    /// Whether all is on the disk within that time.
    bool waitUntilWritten(std::chrono::milliseconds most);

private:
    void run();
    Result<> write(const Step& step);

    document::Journal m_journal;
    std::function<void(const Error&)> m_failed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_written;
    std::deque<Step> m_steps; ///< the first may be being written
    bool m_stuck = false;     ///< until something comes or `retry`
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace latentbrush::ui
