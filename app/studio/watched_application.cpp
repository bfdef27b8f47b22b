#include "watched_application.h"

#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <string>
#include <sys/resource.h>

namespace latentbrush {
namespace {

double seconds(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

} // namespace

std::string describe(const SlowEvent& event) {
    const auto* type = QMetaEnum::fromType<QEvent::Type>().valueToKey(event.type);
    std::array<char, 240> line{};
    const int length = std::snprintf(
        line.data(), line.size(),
        "The window stood still for %.1f ms (%.1f ms of work; %ld waits, %ld interruptions): %s, %s",
        event.lasted * 1e3, event.worked * 1e3, event.waits, event.interruptions, event.receiver,
        type ? type : std::to_string(event.type).c_str());
    return {line.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(line.size()) - 1))};
}

WatchedApplication::Used WatchedApplication::Used::now() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return {seconds(CLOCK_MONOTONIC), seconds(CLOCK_THREAD_CPUTIME_ID), usage.ru_nvcsw, usage.ru_nivcsw};
}

/// The outermost event of an event loop, while it is handled.
struct WatchedApplication::Watch {
    int loop;
    Used start;
    double workInside = 0;         ///< of inner event loops
    bool hasInnerLoop = false;     ///< which wait for the person
    const char* culprit = nullptr; ///< the first, so the innermost, to return too late
    QEvent::Type type = QEvent::None;
};

WatchedApplication::WatchedApplication(int& count, char** arguments, Report report)
    : QApplication(count, arguments), m_report(std::move(report)) {}

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    // Other threads' events come here too.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    const bool outermost = m_watches.empty() || thread()->loopLevel() > m_watches.back()->loop;
    return outermost ? watched(receiver, event) : nested(receiver, event);
}

bool WatchedApplication::watched(QObject* receiver, QEvent* event) {
    Watch watch{thread()->loopLevel(), Used::now()};
    m_watches.push_back(&watch);
    const bool taken = nested(receiver, event);
    m_watches.pop_back();
    judge(watch);
    return taken;
}

bool WatchedApplication::nested(QObject* receiver, QEvent* event) {
    // Neither may be there any more afterwards.
    const auto* name = receiver->metaObject()->className();
    const auto type = event->type();
    const auto start = seconds(CLOCK_MONOTONIC);
    const bool taken = QApplication::notify(receiver, event);
    auto& watch = *m_watches.back();
    if (!watch.culprit && seconds(CLOCK_MONOTONIC) - start > kLimit) {
        watch.culprit = name;
        watch.type = type;
    }
    return taken;
}

void WatchedApplication::judge(const Watch& watch) {
    const auto end = Used::now();
    const double work = end.work - watch.start.work;
    if (!m_watches.empty()) {
        m_watches.back()->hasInnerLoop = true;
        m_watches.back()->workInside += work;
    }
    const SlowEvent event{watch.culprit,
                          watch.type,
                          end.clock - watch.start.clock,
                          work - watch.workInside,
                          end.waits - watch.start.waits,
                          end.interruptions - watch.start.interruptions};
    // An event that opened an inner loop was long in the clock's eyes while the person chose.
    if (watch.culprit && (watch.hasInnerLoop ? event.worked : event.lasted) > kLimit)
        m_report(event);
}

} // namespace latentbrush
