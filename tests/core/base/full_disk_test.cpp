#include "base/blob_store.h"
#include "base/files.h"
#include "temporary_folder.h"

#include <csignal>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace latentbrush {
namespace {

/// Lets every file end at `bytes`: the next write fails with EFBIG, as root too.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

TEST(WriteWhole, AWriteThatFailsAtAnyByteLeavesTheOldFileAndNothingElse) {
    TemporaryFolder folder;
    const std::string fresh(600, 'n');
    ASSERT_TRUE(writeWhole(folder / "a", "old", IfExists::Fail));
    for (rlim_t limit = 0; limit <= fresh.size(); ++limit) {
        const auto [replaced, made] = [&] {
            const FileSizeLimit limited(limit);
            return std::pair(writeWhole(folder / "a", fresh, IfExists::Replace),
                             writeWhole(folder / "b", fresh, IfExists::Fail));
        }();
        if (limit < fresh.size()) {
            ASSERT_FALSE(replaced) << limit;
            ASSERT_FALSE(made) << limit;
            EXPECT_EQ(replaced.error().code, ErrorCode::WriteFailed);
            EXPECT_EQ(readWhole(folder / "a"), "old");
            EXPECT_EQ(folder.entries(), 1);
        } else {
            EXPECT_TRUE(replaced) << limit;
            EXPECT_TRUE(made) << limit;
            EXPECT_EQ(readWhole(folder / "a"), fresh);
        }
    }
}

TEST(BlobStore, AWriteThatFailsLeavesNoBlob) {
    TemporaryFolder folder;
    BlobStore store(folder.path());
    const std::string bytes(600, 'n');
    const auto hash = store.put(bytes).value();
    ASSERT_TRUE(store.remove(hash));
    const auto failed = [&] {
        const FileSizeLimit limited(100);
        return store.put(bytes);
    }();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::WriteFailed);
    EXPECT_FALSE(store.contains(hash));
    EXPECT_EQ(store.put(bytes), hash);
}

/// A 64 KiB disk, seen by this process alone. False where the system does not let us.
bool mountTinyDisk(const std::filesystem::path& at) {
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return false;
    return ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("none", at.c_str(), "tmpfs", 0, "size=64k") == 0;
}

enum Outcome { kRight = 0, kWrong = 1, kNoDisk = 2 };

Outcome writeOnFullDisk(const std::filesystem::path& disk) {
    if (!mountTinyDisk(disk))
        return kNoDisk;
    const std::string small(1000, 's');
    if (!writeWhole(disk / "old", small, IfExists::Fail))
        return kWrong;
    for (const auto ifExists : {IfExists::Replace, IfExists::Fail}) {
        const auto path = disk / (ifExists == IfExists::Replace ? "old" : "new");
        const auto written = writeWhole(path, std::string(1 << 20, 'x'), ifExists);
        if (written || written.error().code != ErrorCode::DiskFull)
            return kWrong;
    }
    const bool oneFile = std::distance(std::filesystem::directory_iterator(disk), {}) == 1;
    return oneFile && readWhole(disk / "old") == small ? kRight : kWrong;
}

TEST(WriteWhole, AFullDiskIsSaidAndLosesNothing) {
    TemporaryFolder folder;
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0)
        ::_exit(writeOnFullDisk(folder.path()));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kNoDisk)
        GTEST_SKIP() << "this system lets no test mount a disk";
    EXPECT_EQ(WEXITSTATUS(status), kRight);
}

} // namespace
} // namespace latentbrush
