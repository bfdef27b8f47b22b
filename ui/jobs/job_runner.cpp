#include "ui/jobs/job_runner.h"

#include "ui/jobs/picture_view.h"

#include <QtConcurrentRun>

#include <algorithm>

namespace latentbrush::ui {
namespace {

template <class... Ts>
struct Match : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
Match(Ts...) -> Match<Ts...>;

bool isEnd(const JobEvent& event) {
    return std::holds_alternative<Finished>(event.what) || std::holds_alternative<Failed>(event.what) ||
           std::holds_alternative<CancelledJob>(event.what);
}

} // namespace

JobRunner::JobRunner(Run run, Record record, QObject* parent)
    : QObject(parent), m_run(std::move(run)), m_record(std::move(record)),
      m_inbox([this] { QMetaObject::invokeMethod(this, &JobRunner::deliver, Qt::QueuedConnection); }) {
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.setObjectName(QStringLiteral("engine"));
}

JobRunner::~JobRunner() {
    m_ending = true;
    m_stop.request(StopDegree::Now);
    m_pool.waitForDone();
}

JobId JobRunner::start(const GenerationRequest& request) {
    const Job job{++m_last, request};
    m_queue.push_back(job);
    Q_EMIT queued(job.id, request);
    if (!isBusy())
        runNext();
    return job.id;
}

void JobRunner::cancel(StopDegree degree) {
    if (isBusy())
        m_stop.request(degree);
}

void JobRunner::cancelJob(JobId job) {
    if (job == m_running) {
        cancel(StopDegree::Now);
        return;
    }
    const auto found =
        std::find_if(m_queue.begin(), m_queue.end(), [job](const Job& each) { return each.id == job; });
    if (found == m_queue.end())
        return;
    m_queue.erase(found);
    Q_EMIT cancelled(job, 0);
}

void JobRunner::preload(Load load, const GenerationRequest& request) {
    Q_EMIT loading(true);
    QtConcurrent::run(&m_pool, [load = std::move(load), request] {
        return load(request);
    }).then(this, [this](const Result<>& done) {
        Q_EMIT loading(false);
        if (!done)
            Q_EMIT loadFailed(done.error());
    });
}

void JobRunner::runNext() {
    if (m_queue.empty() || m_ending)
        return;
    const auto job = m_queue.front();
    m_queue.pop_front();
    m_running = job.id;
    m_stop = StopSource();
    const auto stop = m_stop.token();
    static_cast<void>(QtConcurrent::run(&m_pool, [this, job, stop] { runOnWorker(job, stop); }));
}

void JobRunner::runOnWorker(const Job& job, const StopToken& stop) {
    bool ended = false;
    const Observer observer = [&](const JobEvent& event) {
        Delivery delivery{event, {}, {}};
        if (const auto* preview = std::get_if<Preview>(&event.what))
            delivery.view = toQImage(preview->image);
        if (const auto* ready = std::get_if<ImageReady>(&event.what)) {
            delivery.view = toQImage(ready->image.picture);
            delivery.recorded = m_record(ready->image);
        }
        ended = ended || isEnd(event);
        m_inbox.post(std::move(delivery));
    };
    const auto done = m_run(job.request, job.id, observer, stop);
    if (ended)
        return;
    // A refusal before the job began has no event of its own.
    JobEvent end{job.id, Finished{}};
    if (!done && done.error().code == ErrorCode::Cancelled)
        end.what = CancelledJob{};
    else if (!done)
        end.what = Failed{done.error()};
    observer(end);
}

void JobRunner::deliver() {
    for (const auto& delivery : m_inbox.takeAll())
        tell(delivery);
}

void JobRunner::tell(const Delivery& delivery) {
    const auto job = delivery.event.job;
    std::visit(Match{
                   [](const Queued&) {},
                   [&](const Started& event) { Q_EMIT started(job, event.pictures); },
                   [&](const Progress& event) { Q_EMIT progressed(job, event); },
                   [&](const Preview& event) { Q_EMIT previewed(job, event.picture, delivery.view); },
                   [&](const ImageReady& event) { tellPicture(delivery, event); },
                   [&](const Finished& event) { Q_EMIT finished(job, event.seconds); },
                   [&](const Failed& event) { Q_EMIT failed(job, event.error); },
                   [&](const CancelledJob& event) { Q_EMIT cancelled(job, event.picturesDone); },
               },
               delivery.event.what);
    if (isEnd(delivery.event))
        ended(job);
}

void JobRunner::tellPicture(const Delivery& delivery, const ImageReady& ready) {
    Q_EMIT pictureReady(delivery.event.job, {ready.picture, ready.image, delivery.view, delivery.recorded});
    if (delivery.recorded.problem)
        Q_EMIT recordFailed(delivery.event.job, *delivery.recorded.problem);
}

void JobRunner::ended(JobId job) {
    if (job != m_running)
        return;
    m_running = 0;
    if (m_queue.empty())
        Q_EMIT idle();
    else
        runNext();
}

} // namespace latentbrush::ui
