#pragma once

#include "request/job_event.h"

#include <QImage>
#include <QString>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace latentbrush::ui {

/// Where a finished picture was put.
struct Recorded {
    QString file;                 ///< empty: it could not be written
    qint64 entry = 0;             ///< of the history; 0: none
    std::optional<Error> problem; ///< why the file or the entry is missing
};

/// A job's event on its way to the window, with what the worker prepared for it.
struct Delivery {
    JobEvent event;
    QImage view;       ///< of Preview and ImageReady
    Recorded recorded; ///< of ImageReady
};

/// Events from the worker to the window, in order. Of a job's Progress and Preview only the latest of each
/// waits, so that a busy window falls behind by one; everything else always arrives. Any thread may post.
class EventInbox {
public:
    /// `wake` is called, on the posting thread, when the inbox stops being empty.
    explicit EventInbox(std::function<void()> wake) : m_wake(std::move(wake)) {}

    void post(Delivery delivery);
    std::deque<Delivery> takeAll();

private:
    std::function<void()> m_wake;
    std::mutex m_mutex;
    std::deque<Delivery> m_waiting;
};

} // namespace latentbrush::ui
