#include "crash_test.h"
#include "fixtures.h"

#include <algorithm>
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

    /// Waits until so many ids were acknowledged, or the child ended.
    void waitFor(int acknowledgements) {
        while (std::ranges::count(m_text, '\n') < acknowledgements && readPiece()) {
        }
    }

    /// Waits for the end; every id that was acknowledged in full.
    std::vector<EntryId> acknowledged() {
        while (readPiece()) {
        }
        ::waitpid(m_child, &m_status, 0);
        std::vector<EntryId> ids;
        for (std::size_t at = 0, end; (end = m_text.find('\n', at)) != std::string::npos; at = end + 1)
            ids.push_back(std::stoll(m_text.substr(at, end - at)));
        return ids;
    }
    int status() const { return m_status; }

private:
    bool readPiece() {
        char piece[4096];
        const auto got = ::read(m_output, piece, sizeof piece);
        if (got > 0)
            m_text.append(piece, static_cast<std::size_t>(got));
        return got > 0;
    }

    pid_t m_child = -1;
    int m_output = -1;
    std::string m_text;
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
    TemporaryFolder folder;
    std::mt19937 random(20260101);
    std::vector<EntryId> acknowledged;
    for (int round = 0; round < kKills; ++round) {
        Recorder recorder(folder.path(), 0);
        // Anywhere within the next pictures, however fast the machine: a picture takes about as long as it
        // took to come to the ones before.
        const auto start = std::chrono::steady_clock::now();
        const int pictures = 1 + static_cast<int>(random() % 4);
        recorder.waitFor(pictures);
        const auto took = std::chrono::steady_clock::now() - start;
        std::this_thread::sleep_for(took / pictures * (random() % 1000) / 1000);
        recorder.kill();
        const auto ids = recorder.acknowledged();
        ASSERT_TRUE(WIFSIGNALED(recorder.status()) && WTERMSIG(recorder.status()) == SIGKILL);
        ASSERT_GE(ids.size(), static_cast<std::size_t>(pictures));
        acknowledged.insert(acknowledged.end(), ids.begin(), ids.end());
        auto library = Library::open(folder.path() / "library.db");
        ASSERT_TRUE(library) << library.error().detail;
        ASSERT_TRUE(library->check());
        expectWhole(*library, ids);
    }
    auto library = Library::open(folder.path() / "library.db");
    ASSERT_TRUE(library);
    expectWhole(*library, acknowledged);
}

TEST(Crash, ProgramsRecordSideBySide) {
    constexpr int kPrograms = 4;
    constexpr int kEach = 15;
    TemporaryFolder folder;
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
