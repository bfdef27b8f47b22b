#include "ui/jobs/job_runner.h"

#include "painted_runner.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using namespace std::chrono_literals;

constexpr int kPatience = 10000; ///< ms; a test that takes as long has failed

GenerationRequest request(int count = 1, int steps = 4) {
    GenerationRequest request;
    request.width = request.height = 16;
    request.count = count;
    request.steps = steps;
    request.seed = 7;
    return request;
}

JobRunner::Run painting(std::chrono::milliseconds stepTime) {
    return
        [stepTime](const GenerationRequest& request, JobId job, const Observer& observer,
                   const StopToken& stop) { return paintPictures(request, job, observer, stop, stepTime); };
}

Recorded record(const FinishedImage&) {
    return {QStringLiteral("/pictures/one.png"), 42, {}};
}

TEST(JobRunner, TellsAJobFromItsStartToItsEndOnTheWindowsThread) {
    JobRunner jobs(painting(1ms), record);
    QStringList heard;
    const auto note = [&](const QString& what) {
        EXPECT_EQ(QThread::currentThread(), jobs.thread());
        if (heard.isEmpty() || heard.last() != what)
            heard << what;
    };
    QObject::connect(&jobs, &JobRunner::queued, &jobs, [&] { note(QStringLiteral("queued")); });
    QObject::connect(&jobs, &JobRunner::started, &jobs, [&] { note(QStringLiteral("started")); });
    QObject::connect(&jobs, &JobRunner::pictureReady, &jobs, [&](JobId, const FinishedPicture& picture) {
        note(QStringLiteral("picture"));
        EXPECT_EQ(picture.view.size(), QSize(16, 16));
        EXPECT_EQ(picture.recorded.file, QStringLiteral("/pictures/one.png"));
        EXPECT_EQ(picture.recorded.entry, 42);
    });
    QObject::connect(&jobs, &JobRunner::finished, &jobs, [&] { note(QStringLiteral("finished")); });
    QSignalSpy idle(&jobs, &JobRunner::idle);
    jobs.start(request());
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(heard, QStringList({QStringLiteral("queued"), QStringLiteral("started"),
                                  QStringLiteral("picture"), QStringLiteral("finished")}));
}

TEST(JobRunner, ABusyWindowMissesPreviewsButNoPicture) {
    JobRunner jobs(painting(0ms), record);
    int previews = 0, pictures = 0;
    QObject::connect(&jobs, &JobRunner::previewed, &jobs, [&] { ++previews; });
    QObject::connect(&jobs, &JobRunner::pictureReady, &jobs, [&] { ++pictures; });
    QSignalSpy idle(&jobs, &JobRunner::idle);
    jobs.start(request(8, 20));
    QThread::msleep(300); // no event loop: the inbox fills
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(pictures, 8);
    EXPECT_LT(previews, 8 * 20);
}

TEST(JobRunner, RunsJobsOneAfterTheOtherInTheirOrder) {
    JobRunner jobs(painting(1ms), record);
    QList<JobId> ended;
    QObject::connect(&jobs, &JobRunner::finished, &jobs, [&](JobId job) { ended << job; });
    QSignalSpy idle(&jobs, &JobRunner::idle);
    const QList<JobId> asked{jobs.start(request()), jobs.start(request()), jobs.start(request())};
    EXPECT_EQ(jobs.waiting(), 2U);
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(ended, asked);
}

TEST(JobRunner, CancelNowStopsAtTheNextStepAndTheQueueGoesOn) {
    JobRunner jobs(painting(20ms), record);
    QSignalSpy cancelled(&jobs, &JobRunner::cancelled);
    QSignalSpy finished(&jobs, &JobRunner::finished);
    QSignalSpy idle(&jobs, &JobRunner::idle);
    const auto first = jobs.start(request(1, 1000));
    const auto second = jobs.start(request());
    QSignalSpy progressed(&jobs, &JobRunner::progressed);
    ASSERT_TRUE(progressed.wait(kPatience));
    jobs.cancel(StopDegree::Now);
    ASSERT_TRUE(idle.wait(kPatience));
    ASSERT_EQ(cancelled.size(), 1);
    EXPECT_EQ(cancelled[0][0].value<JobId>(), first);
    ASSERT_EQ(finished.size(), 1);
    EXPECT_EQ(finished[0][0].value<JobId>(), second);
}

TEST(JobRunner, AfterThisPictureKeepsWhatIsBeingMade) {
    JobRunner jobs(painting(5ms), record);
    QSignalSpy pictures(&jobs, &JobRunner::pictureReady);
    QSignalSpy cancelled(&jobs, &JobRunner::cancelled);
    jobs.start(request(5, 10));
    QSignalSpy progressed(&jobs, &JobRunner::progressed);
    ASSERT_TRUE(progressed.wait(kPatience));
    jobs.cancel(StopDegree::AfterThisPicture);
    ASSERT_TRUE(cancelled.wait(kPatience));
    EXPECT_EQ(pictures.size(), 1);
}

TEST(JobRunner, AWaitingJobIsTakenOutOfTheQueue) {
    JobRunner jobs(painting(2ms), record);
    QSignalSpy cancelled(&jobs, &JobRunner::cancelled);
    QSignalSpy idle(&jobs, &JobRunner::idle);
    jobs.start(request());
    const auto waiting = jobs.start(request());
    jobs.cancelJob(waiting);
    EXPECT_EQ(jobs.waiting(), 0U);
    ASSERT_EQ(cancelled.size(), 1);
    ASSERT_TRUE(idle.wait(kPatience));
}

TEST(JobRunner, ARefusalBeforeTheStartIsAFailure) {
    JobRunner jobs(painting(1ms), record);
    Error heard;
    QObject::connect(&jobs, &JobRunner::failed, &jobs, [&](JobId, const Error& error) { heard = error; });
    QSignalSpy idle(&jobs, &JobRunner::idle);
    auto odd = request();
    odd.width = 17;
    jobs.start(odd);
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(heard, (Error{ErrorCode::InvalidSize, "17x16", "8"}));
}

TEST(JobRunner, APictureThatCouldNotBeKeptIsStillShown) {
    JobRunner jobs(painting(1ms), [](const FinishedImage&) {
        return Recorded{{}, 0, Error{ErrorCode::DiskFull, "/pictures", {}}};
    });
    QSignalSpy pictures(&jobs, &JobRunner::pictureReady);
    QSignalSpy notKept(&jobs, &JobRunner::recordFailed);
    QSignalSpy idle(&jobs, &JobRunner::idle);
    jobs.start(request());
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(pictures.size(), 1);
    EXPECT_EQ(notKept.size(), 1);
}

TEST(JobRunner, EndsWhileAJobRuns) {
    QElapsedTimer clock;
    {
        JobRunner jobs(painting(10ms), record);
        jobs.start(request(1, 1000));
        jobs.start(request(1, 1000));
        QTest::qWait(30);
        clock.start();
    }
    // One step, not a thousand; the second job never begins.
    EXPECT_LT(clock.elapsed(), 5000);
}

TEST(JobRunner, LoadsOnTheThreadThatGenerates) {
    QThread* loading = nullptr;
    QThread* generating = nullptr;
    JobRunner jobs(
        [&](const GenerationRequest& request, JobId job, const Observer& observer, const StopToken& stop) {
            generating = QThread::currentThread();
            return paintPictures(request, job, observer, stop, 0ms);
        },
        record);
    QSignalSpy idle(&jobs, &JobRunner::idle);
    jobs.preload(
        [&](const GenerationRequest&) -> Result<> {
            loading = QThread::currentThread();
            return {};
        },
        request());
    jobs.start(request());
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(loading, generating);
    EXPECT_NE(loading, QThread::currentThread());
}

} // namespace
} // namespace latentbrush::ui
