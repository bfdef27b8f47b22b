#pragma once

#include "base/stop_token.h"
#include "request/job_event.h"
#include "ui/jobs/event_inbox.h"

#include <QObject>
#include <QThreadPool>

namespace latentbrush::ui {

/// A finished picture as the window gets it.
struct FinishedPicture {
    int index = 0;
    FinishedImage image;
    QImage view;
    Recorded recorded;
};

/// Runs requests one after the other on a thread of its own that never ends (OpenMP keeps a team a thread),
/// and tells of them by signals on the thread this object lives on. Progress and previews are the latest
/// ones; nothing else is ever dropped.
class JobRunner : public QObject {
    Q_OBJECT
public:
    using Run = std::function<Result<>(const GenerationRequest&, JobId, const Observer&, StopToken)>;
    /// Keeps a finished picture, on the worker's thread, before anyone hears of it.
    using Record = std::function<Recorded(const FinishedImage&)>;
    using Load = std::function<Result<>(const GenerationRequest&)>;

    JobRunner(Run run, Record record, QObject* parent = nullptr);
    /// Stops what runs, and waits for it.
    ~JobRunner() override;

    /// Queues the request; it starts at once when nothing runs.
    JobId start(const GenerationRequest& request);
    /// Of the running job.
    void cancel(StopDegree degree);
    /// Of a waiting or the running one.
    void cancelJob(JobId job);
    /// Loads the request's model behind the window's back, before the first job.
    void preload(Load load, const GenerationRequest& request);

    bool isBusy() const { return m_running != 0; }
    JobId running() const { return m_running; }
    std::size_t waiting() const { return m_queue.size(); }

Q_SIGNALS:
    void loading(bool now);
    void loadFailed(const Error& error);
    void queued(JobId job, const GenerationRequest& request);
    void started(JobId job, int pictures);
    void progressed(JobId job, const Progress& progress);
    void previewed(JobId job, int picture, const QImage& view);
    void pictureReady(JobId job, const FinishedPicture& picture);
    void recordFailed(JobId job, const Error& error);
    void finished(JobId job, double seconds);
    void failed(JobId job, const Error& error);
    void cancelled(JobId job, int picturesDone);
    /// After finished, failed or cancelled of the last one in the queue.
    void idle();

private:
    struct Job {
        JobId id = 0;
        GenerationRequest request;
    };
    void runNext();
    void runOnWorker(const Job& job, const StopToken& stop);
    void deliver();
    void tell(const Delivery& delivery);
    void tellPicture(const Delivery& delivery, const ImageReady& ready);
    void ended(JobId job);

    Run m_run;
    Record m_record;
    EventInbox m_inbox;
    QThreadPool m_pool;
    std::deque<Job> m_queue;
    StopSource m_stop;
    JobId m_running = 0;
    JobId m_last = 0;
    bool m_ending = false;
};

} // namespace latentbrush::ui
