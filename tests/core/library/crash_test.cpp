#include "crash_test.h"
#include "fixtures.h"

#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace latentbrush::library {

int recordInALoop(const std::string& folder, int limit) {
    auto library = Library::open(std::filesystem::path(folder) / "library.db");
    if (!library)
        return 1;
    for (int number = 0; limit == 0 || number < limit; ++number) {
        const auto entry = library->record(finishedImage("picture " + std::to_string(number), number),
                                           std::filesystem::path(folder) / "pictures");
        if (!entry)
            return 2;
        const auto line = std::to_string(entry->id) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
            return 3;
    }
    return 0;
}

namespace {

/// This very program as a child that records, its acknowledgements in a pipe.
class Recorder {
public:
    Recorder(const std::filesystem::path& folder, int limit) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0)
            throw std::runtime_error("pipe");
        const auto count = std::to_string(limit);
        m_child = ::fork();
        if (m_child == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::execl("/proc/self/exe", "recorder", kRecordInALoop, folder.c_str(), count.c_str(), nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        m_output = ends[0];
    }
    ~Recorder() { ::close(m_output); }

    void kill() { ::kill(m_child, SIGKILL); }

    /// Waits for the end; every id that was acknowledged in full.
    std::vector<EntryId> acknowledged() {
        std::string text;
        char piece[4096];
        for (ssize_t got; (got = ::read(m_output, piece, sizeof piece)) > 0;)
            text.append(piece, static_cast<std::size_t>(got));
        ::waitpid(m_child, &m_status, 0);
        std::vector<EntryId> ids;
        for (std::size_t at = 0, end; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
            ids.push_back(std::stoll(text.substr(at, end - at)));
        return ids;
    }
    int status() const { return m_status; }

private:
    pid_t m_child = -1;
    int m_output = -1;
    int m_status = 0;
};

void expectWhole(Library& library, const std::vector<EntryId>& ids) {
    const auto entries = library.entries(ids);
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), ids.size());
    for (const auto& entry : *entries) {
        ASSERT_TRUE(library.details(entry.id)) << entry.id;
        ASSERT_TRUE(library.thumbnail(entry.id)) << entry.id;
        const auto read = readPicture(entry.file);
        ASSERT_TRUE(read) << entry.file;
        EXPECT_EQ(read->image, *finishedImage("", entry.seed).picture);
    }
}

TEST(Crash, NothingAcknowledgedIsLostToKill) {
    constexpr int kKills = 40;
    TemporaryFolder folder(std::filesystem::temp_directory_path());
    std::mt19937 random(20260101);
    std::vector<EntryId> acknowledged;
    int killedWhileRecording = 0;
    for (int round = 0; round < kKills; ++round) {
        Recorder recorder(folder.path(), 0);
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 120'000));
        recorder.kill();
        const auto ids = recorder.acknowledged();
        ASSERT_TRUE(WIFSIGNALED(recorder.status()) && WTERMSIG(recorder.status()) == SIGKILL);
        killedWhileRecording += !ids.empty();
        acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
        auto library = Library::open(folder.path() / "library.db");
        ASSERT_TRUE(library) << library.error().detail;
        ASSERT_TRUE(library->check());
        expectWhole(*library, ids);
    }
    auto library = Library::open(folder.path() / "library.db");
    ASSERT_TRUE(library);
    expectWhole(*library, acknowledged);
    // The rounds were worth something: some kills hit a child that had already recorded.
    EXPECT_GE(killedWhileRecording, kKills / 4);
}

TEST(Crash, ProgramsRecordSideBySide) {
    constexpr int kPrograms = 4;
    constexpr int kEach = 15;
    TemporaryFolder folder(std::filesystem::temp_directory_path());
    std::vector<std::unique_ptr<Recorder>> recorders;
    for (int program = 0; program < kPrograms; ++program)
        recorders.push_back(std::make_unique<Recorder>(folder.path(), kEach));
    std::vector<EntryId> acknowledged;
    for (auto& recorder : recorders) {
        const auto ids = recorder->acknowledged();
        EXPECT_EQ(recorder->status(), 0);
        EXPECT_EQ(ids.size(), static_cast<std::size_t>(kEach));
        acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
    }
    auto library = Library::open(folder.path() / "library.db");
    ASSERT_TRUE(library);
    EXPECT_EQ(library->count({}), kPrograms * kEach);
    expectWhole(*library, acknowledged);
}

} // namespace
} // namespace latentbrush::library
