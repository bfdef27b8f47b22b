#include "ui/painting/journal_writer.h"

#include <algorithm>

namespace latentbrush::ui {
namespace {

template <class... Ts>
struct Match : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Match(Ts...) -> Match<Ts...>;

} // namespace

JournalWriter::JournalWriter(document::WorkspaceEntry entry, std::function<void(const Error&)> failed)
    : m_entry(std::move(entry)), m_failed(std::move(failed)), m_thread([this] { run(); }) {}

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
        if (std::holds_alternative<Close>(step))
            dropForClose();
        m_steps.push_back(std::move(step));
        m_stuck = false;
    }
    m_wake.notify_one();
}

void JournalWriter::dropForClose() {
    m_closing = true;
    if (m_steps.empty())
        return;
    // The first may be being written.
    const auto others = std::next(m_steps.begin());
    m_steps.erase(std::remove_if(others, m_steps.end(),
                                 [](const Step& step) { return !std::holds_alternative<Save>(step); }),
                  m_steps.end());
}

void JournalWriter::retry() {
    {
        const std::lock_guard lock(m_mutex);
        m_stuck = false;
    }
    m_wake.notify_one();
}

bool JournalWriter::isStuck() {
    const std::lock_guard lock(m_mutex);
    return m_stuck;
}

bool JournalWriter::waitUntilWritten(std::chrono::milliseconds most) {
    std::unique_lock lock(m_mutex);
    return m_written.wait_for(lock, most, [this] { return m_steps.empty(); });
}

bool JournalWriter::takeLarge() {
    const std::lock_guard lock(m_mutex);
    if (!m_large || m_compacting)
        return false;
    m_compacting = true;
    return true;
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
        const bool large = m_entry.isLarge();
        lock.lock();
        m_large = large;
        if (!written && !m_closing)
            m_failed(written.error());
        if (written || m_closing) {
            m_compacting = m_compacting && !std::holds_alternative<Compact>(step);
            m_steps.pop_front();
        } else {
            m_stuck = true;
            writeSaves(lock);
        }
        if (m_steps.empty())
            m_written.notify_all();
    }
}

/// Those that wait behind what is stuck.
void JournalWriter::writeSaves(std::unique_lock<std::mutex>& lock) {
    for (;;) {
        const auto waits = std::ranges::find_if(
            m_steps, [](const Step& step) { return std::holds_alternative<Save>(step); });
        if (waits == m_steps.end())
            return;
        const Step save = std::move(*waits);
        m_steps.erase(waits);
        lock.unlock();
        (void)write(save);
        lock.lock();
    }
}

Result<> JournalWriter::write(const Step& step) {
    return std::visit(Match{[&](const document::Change& change) { return m_entry.appendChange(change); },
                            [&](const Undo&) { return m_entry.appendUndo(); },
                            [&](const Redo&) { return m_entry.appendRedo(); },
                            [&](const Compact& compact) {
                                // The old journal goes on when this fails; it is tried again when it has
                                // grown further.
                                (void)m_entry.compact(compact.document);
                                return Result<>();
                            },
                            [&](const Save& save) {
                                save.done(m_entry.save(save.file, save.state), m_entry.info());
                                return Result<>();
                            },
                            [&](const Close& close) {
                                if (const auto closed = m_entry.close(); !closed)
                                    m_failed(closed.error());
                                close.done();
                                return Result<>();
                            }},
                      step);
}

} // namespace latentbrush::ui
