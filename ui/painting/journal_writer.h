#pragma once

#include "document/document.h"
#include "document/workspace_entry.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <variant>

namespace latentbrush::ui {

/// Keeps a document's entry in the workspace up to date, in order, on a thread of its own. What could not be
/// written waits and is tried again with whatever comes next, or by `retry`, so that the journal never misses
/// a step in between. A save waits for nothing that is stuck: its file may lie on another disk. A save or a
/// close that fails is told of and does not wait.
///
/// Threads: all functions are for one thread; `failed` and `done` are called on the writer's.
class JournalWriter {
public:
    using Done = std::function<void(const Result<>&, const document::EntryInfo&)>;
    struct Undo {};
    struct Redo {};
    /// Puts a new journal in the place of one that has grown large; `document` is what the steps so far make.
    struct Compact {
        document::Document document;
    };
    /// `state` is what the steps so far make.
    struct Save {
        std::filesystem::path file;
        document::DocumentState state;
        Done done;
    };
    /// The document is closed for good; nothing comes after it, and steps that wait before it are not written
    /// any more, but for saves.
    struct Close {
        std::function<void()> done;
    };
    using Step = std::variant<document::Change, Undo, Redo, Compact, Save, Close>;

    JournalWriter(document::WorkspaceEntry entry, std::function<void(const Error&)> failed);
    /// Writes what waits; what fails then is lost.
    ~JournalWriter();

    void append(Step step);
    void retry();
    /// Whether something could not be written and waits.
    bool isStuck();
    /// Whether all is on the disk within that time.
    bool waitUntilWritten(std::chrono::milliseconds most);
    /// The journal has grown so much that Compact is worth its time; told once until it is done.
    bool takeLarge();

private:
    void dropForClose();
    void run();
    void writeSaves(std::unique_lock<std::mutex>& lock);
    Result<> write(const Step& step);

    document::WorkspaceEntry m_entry;
    std::function<void(const Error&)> m_failed;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_written;
    std::deque<Step> m_steps; ///< the first may be being written
    bool m_stuck = false;     ///< until something comes or `retry`
    bool m_ending = false;
    bool m_closing = false;
    bool m_large = false;
    bool m_compacting = false; ///< asked for and not yet done
    std::thread m_thread;
};

} // namespace latentbrush::ui
