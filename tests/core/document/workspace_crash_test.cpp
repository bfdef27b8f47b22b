#include "../base/temporary_folder.h"
#include "document/document_file.h"
#include "document/workspace.h"
#include "person.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace latentbrush::document {
namespace {

/// How often the ordinary test kills; LATENTBRUSH_KILLS says otherwise (`LATENTBRUSH_KILLS=200`).
int kills() {
    constexpr int kOrdinary = 20;
    const char* wanted = std::getenv("LATENTBRUSH_KILLS");
    return wanted ? std::atoi(wanted) : kOrdinary;
}

/// What is done besides painting, by the step's number: the same each time.
bool isSave(int number) {
    return number % 5 == 3;
}
bool isCompaction(int number) {
    return number % 7 == 5;
}

/// Step `number`: paints, and at some numbers saves or compacts as well.
Result<> work(OpenedDocument& opened, const std::filesystem::path& file, int number) {
    if (auto step = takeStep(opened.document, &opened.entry, number); !step)
        return step;
    if (isSave(number))
        return opened.entry.save(file, opened.document.state());
    if (isCompaction(number))
        return opened.entry.compact(opened.document);
    return {};
}

/// What the child does until it is killed, with a word of each step that is on the disk.
[[noreturn]] void workInALoop(const std::filesystem::path& folder, const std::filesystem::path& file,
                              int number, int acknowledgements) {
    Workspace workspace(folder);
    const auto left = workspace.left();
    if (!left || left->size() != 1)
        ::_exit(1);
    auto opened = workspace.recover((*left)[0].info.id);
    if (!opened)
        ::_exit(2);
    for (;; ++number) {
        if (!work(*opened, file, number))
            ::_exit(3);
        if (::write(acknowledgements, "k", 1) != 1)
            ::_exit(4);
    }
}

class Worker {
public:
    Worker(const std::filesystem::path& folder, const std::filesystem::path& file, int number) {
        int ends[2];
        if (::pipe(ends) != 0)
            throw std::runtime_error("pipe");
        m_child = ::fork();
        if (m_child == 0)
            workInALoop(folder, file, number, ends[1]);
        ::close(ends[1]);
        m_acknowledgements = ends[0];
    }
    ~Worker() { ::close(m_acknowledgements); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// Waits for one more acknowledgement; false when the child is gone.
    bool next() {
        char piece;
        return ::read(m_acknowledgements, &piece, 1) == 1;
    }
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

/// What has to be there after so many steps.
struct Expected {
    Document document;
    std::optional<DocumentState> saved;

    void step(int number) {
        ASSERT_TRUE(takeStep(document, nullptr, number));
        if (isSave(number))
            saved = document.state();
    }
};

/// The state in the file; none where there is no file yet.
std::optional<DocumentState> savedIn(const std::filesystem::path& file) {
    const auto opened = openState(file);
    EXPECT_TRUE(opened || opened.error().code == ErrorCode::FileMissing) << "half a file";
    return opened ? std::optional(opened->state) : std::nullopt;
}

void killOnce(const std::filesystem::path& folder, const std::filesystem::path& file, Expected& expected,
              int& steps, std::mt19937& random) {
    Worker worker(folder, file, steps);
    int acknowledged = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const int enough = 1 + static_cast<int>(random() % 4); acknowledged < enough; ++acknowledged)
        ASSERT_TRUE(worker.next());
    // Anywhere within the next step, however fast the machine.
    const auto took = std::chrono::steady_clock::now() - start;
    std::this_thread::sleep_for(took / acknowledged * (random() % 1000) / 1000);
    const int status = worker.kill();
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    while (worker.next())
        ++acknowledged;
    for (const int end = steps + acknowledged; steps < end; ++steps)
        expected.step(steps);

    Workspace workspace(folder);
    const auto left = workspace.left();
    ASSERT_TRUE(left);
    ASSERT_EQ(left->size(), 1u);
    const auto recovered = workspace.recover((*left)[0].info.id);
    ASSERT_TRUE(recovered) << recovered.error().detail;
    const auto savedBefore = expected.saved;
    if (!sameThroughout(recovered->document, expected.document)) {
        // One more step may be on the disk without word of it.
        expected.step(steps++);
        ASSERT_TRUE(sameThroughout(recovered->document, expected.document)) << "after step " << steps;
    }
    expected.document = recovered->document; // whose history may be shorter
    // Its save may have come to the file's name or not, but never halfway.
    const auto saved = savedIn(file);
    ASSERT_TRUE(saved == expected.saved || saved == savedBefore || saved == recovered->document.state())
        << "after step " << steps;
    EXPECT_TRUE(!(*left)[0].info.saved || steps == 0 || saved == recovered->document.state());
    expected.saved = saved;
}

TEST(WorkspaceCrash, NothingAcknowledgedIsLostToKillWhilePaintingSavingAndCompacting) {
    constexpr int kKillsOfEach = 10;
    std::mt19937 random(20260103);
    int steps = 0;
    for (int kill = 0; kill < kills() && !HasFatalFailure();) {
        TemporaryFolder folder;
        auto created = Workspace(folder / "open").create(300, 200, "x", 1 << 20);
        ASSERT_TRUE(created);
        Expected expected{created->document, {}};
        created = failure(ErrorCode::Internal);
        for (int i = 0; i < kKillsOfEach && kill < kills() && !HasFatalFailure(); ++i, ++kill)
            killOnce(folder / "open", folder / "a.ora", expected, steps, random);
    }
    EXPECT_GE(steps, kills());
    RecordProperty("steps", steps);
}

} // namespace
} // namespace latentbrush::document
