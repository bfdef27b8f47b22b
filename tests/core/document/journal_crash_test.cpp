#include "../base/temporary_folder.h"
#include "person.h"

#include <chrono>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace latentbrush::document {
namespace {

/// What the child does until it is killed: goes on from step `number`, and says so of each one on the disk.
[[noreturn]] void workInALoop(const std::filesystem::path& file, int number, int acknowledgements) {
    auto opened = Journal::open(file);
    if (!opened)
        ::_exit(1);
    for (;; ++number) {
        if (!takeStep(opened->document, &opened->journal, number))
            ::_exit(2);
        if (::write(acknowledgements, "k", 1) != 1)
            ::_exit(3);
    }
}

/// A child at work, its acknowledgements in a pipe.
class Worker {
public:
    Worker(const std::filesystem::path& file, int number) {
        int ends[2];
        if (::pipe(ends) != 0)
            throw std::runtime_error("pipe");
        m_child = ::fork();
        if (m_child == 0)
            workInALoop(file, number, ends[1]);
        ::close(ends[1]);
        m_acknowledgements = ends[0];
    }
    ~Worker() { ::close(m_acknowledgements); }

    /// Waits for one more acknowledgement; false when the child is gone.
    bool next() {
        char piece;
        return ::read(m_acknowledgements, &piece, 1) == 1;
    }
    /// Its end, as waitpid tells it.
    int kill() {
        int status = 0;
        ::kill(m_child, SIGKILL);
        ::waitpid(m_child, &status, 0);
        return status;
    }

private:
    pid_t m_child = -1;
    int m_acknowledgements = -1;
};

/// Lets a child work on from step `steps`, kills it anywhere, and brings `expected` to what the file has to
/// hold.
void killOnce(const std::filesystem::path& file, Document& expected, int& steps, std::mt19937& random) {
    Worker worker(file, steps);
    int acknowledged = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const int enough = 1 + static_cast<int>(random() % 3); acknowledged < enough; ++acknowledged)
        ASSERT_TRUE(worker.next());
    // Anywhere within the next step, however fast the machine.
    const auto took = std::chrono::steady_clock::now() - start;
    std::this_thread::sleep_for(took / acknowledged * (random() % 1000) / 1000);
    const int status = worker.kill();
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    while (worker.next())
        ++acknowledged;

    for (const int end = steps + acknowledged; steps < end; ++steps)
        ASSERT_TRUE(takeStep(expected, nullptr, steps));
    const auto opened = Journal::open(file);
    ASSERT_TRUE(opened) << opened.error().detail;
    if (!sameThroughout(opened->document, expected)) {
        // One more step may be on the disk without word of it.
        ASSERT_TRUE(takeStep(expected, nullptr, steps++));
        ASSERT_TRUE(sameThroughout(opened->document, expected)) << "after step " << steps;
    }
}

TEST(JournalCrash, NothingAcknowledgedIsLostToKill) {
    constexpr int kJournals = 5, kKillsOfEach = 8;
    TemporaryFolder folder;
    std::mt19937 random(20260102);
    int steps = 0;
    for (int number = 0; number < kJournals; ++number) {
        const auto file = folder / std::to_string(number);
        auto expected = Journal::create(file, 300, 200, 1 << 20).value().document;
        for (int kill = 0; kill < kKillsOfEach && !HasFatalFailure(); ++kill)
            killOnce(file, expected, steps, random);
    }
    EXPECT_GE(steps, kJournals * kKillsOfEach);
}

} // namespace
} // namespace latentbrush::document
