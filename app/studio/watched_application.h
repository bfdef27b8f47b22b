#pragma once

#include <QApplication>
#include <QEvent>

#include <functional>
#include <string>
#include <vector>

namespace latentbrush {

/// An event that held the window for longer than a person should wait. Seconds.
struct SlowEvent {
    const char* receiver;   ///< class of the innermost object that took so long
    QEvent::Type type;      ///< what it was sent
    double lasted;          ///< on the clock
    double worked;          ///< of that, computing on this thread
    long waits = 0;         ///< how often it waited: for a lock, a file, another process
    long interruptions = 0; ///< how often the system gave the processor to somebody else
};

/// What the log says about it, in one line.
std::string describe(const SlowEvent& event);

/// The application with a watch over its window's thread: every event from the outside that takes longer than
/// kLimit is reported. What an inner event loop handles (an open menu, a drag) counts by itself, and not for
/// the event that opened it. Costs about a microsecond an event.
class WatchedApplication : public QApplication {
public:
    static constexpr double kLimit = 0.008; // seconds
    using Report = std::function<void(const SlowEvent&)>;

    WatchedApplication(int& count, char** arguments, Report report);

    bool notify(QObject* receiver, QEvent* event) override;

private:
    /// What the thread had used at some moment.
    struct Used {
        double clock = 0;
        double work = 0;
        long waits = 0;
        long interruptions = 0;
        static Used now();
    };
    struct Watch;

    bool watched(QObject* receiver, QEvent* event);
    bool nested(QObject* receiver, QEvent* event);
    void judge(const Watch& watch);

    Report m_report;
    std::vector<Watch*> m_watches; ///< one for each event loop that runs inside another
};

} // namespace latentbrush
