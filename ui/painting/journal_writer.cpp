#include "ui/painting/journal_writer.h"

namespace latentbrush::ui {

JournalWriter::JournalWriter(document::Journal journal, std::function<void(const Error&)> failed)
    : m_journal(std::move(journal)), m_failed(std::move(failed)), m_thread([this] { run(); }) {}

JournalWriter::~JournalWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_stuck = false;
    }
    m_wake.notify_one();
    m_thread.join();
}

void JournalWriter::append(Step step) {
    {
        const std::lock_guard lock(m_mutex);
        m_steps.push_back(std::move(step));
        m_stuck = false;
    }
    m_wake.notify_one();
}

void JournalWriter::retry() {
    {
        const std::lock_guard lock(m_mutex);
        m_stuck = false;
    }
    m_wake.notify_one();
}

bool JournalWriter::waitUntilWritten(std::chrono::milliseconds most) {
    std::unique_lock lock(m_mutex);
    return m_written.wait_for(lock, most, [this] { return m_steps.empty(); });
}

void JournalWriter::run() {
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_ending || (!m_stuck && !m_steps.empty()); });
        if (m_steps.empty() || (m_ending && m_stuck))
            return;
        const Step& step = m_steps.front(); // a deque leaves it in place while more is appended
        lock.unlock();
        const auto written = write(step);
        if (!written)
            m_failed(written.error());
        lock.lock();
        if (written)
            m_steps.pop_front();
        else
            m_stuck = true;
        if (m_steps.empty())
            m_written.notify_all();
    }
}

Result<> JournalWriter::write(const Step& step) {
    if (const auto* change = std::get_if<document::Change>(&step))
        return m_journal.appendChange(*change);
    return std::holds_alternative<Undo>(step) ? m_journal.appendUndo() : m_journal.appendRedo();
}

} // namespace latentbrush::ui
