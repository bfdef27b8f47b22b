#include "../base/temporary_folder.h"
#include "base/files.h"
#include "file_size_limit.h"
#include "person.h"
#include "rich_state.h"

#include <fstream>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

namespace latentbrush::document {
namespace {

std::string bytesOf(const std::filesystem::path& file) {
    return readWhole(file).value();
}

TEST(JournalCompact, ADocumentBeginsAsAState) {
    TemporaryFolder folder;
    const auto state = richState(1500, 1200);
    {
        const auto created = Journal::create(folder / "j", state, 4321);
        ASSERT_TRUE(created);
        EXPECT_EQ(created->document.state(), state);
        EXPECT_EQ(folder.entries(), 1);
    }
    const auto opened = Journal::open(folder / "j");
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->document.state(), state);
    EXPECT_EQ(opened->document.history().limit(), 4321u);
    EXPECT_FALSE(opened->document.history().canUndo());
    EXPECT_EQ(Journal::create(folder / "j", state).error().code, ErrorCode::FileExists);
    EXPECT_EQ(Journal::create(folder / "k", DocumentState{}).error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(folder.entries(), 1);
}

TEST(JournalCompact, KeepsTheDocumentAndItsHistory) {
    for (const std::size_t undoLimit : {UndoStack::kDefaultLimit, std::size_t(3) << 20, std::size_t(1)}) {
        TemporaryFolder folder;
        auto opened = Journal::create(folder / "j", richState(600, 400), undoLimit);
        ASSERT_TRUE(opened);
        auto document = opened->document;
        for (int number = 0; number < 80; ++number) {
            ASSERT_TRUE(takeStep(document, &opened->journal, number));
            if (number % 10 == 3) {
                ASSERT_TRUE(opened->journal.compact(document));
            }
            if (number % 20 != 19)
                continue;
            opened = failure(ErrorCode::Internal); // closes it
            opened = Journal::open(folder / "j");
            ASSERT_TRUE(opened) << opened.error().detail;
            ASSERT_TRUE(sameThroughout(opened->document, document)) << number;
            document = opened->document; // whose history may be shorter
        }
        EXPECT_EQ(folder.entries(), 1);
    }
}

TEST(JournalCompact, GetsSmallerByWhatTheHistoryForgot) {
    TemporaryFolder folder;
    auto opened = Journal::create(folder / "j", 600, 400, 1 << 20).value();
    auto document = opened.document;
    for (int number = 0; number < 100; ++number)
        ASSERT_TRUE(takeStep(document, &opened.journal, number));
    const auto before = opened.journal.bytes();
    ASSERT_TRUE(opened.journal.compact(document));
    EXPECT_LT(opened.journal.bytes(), before / 2);
    EXPECT_EQ(opened.journal.bytes(), std::filesystem::file_size(folder / "j"));
    EXPECT_EQ(Journal::open(folder / "j").error().code, ErrorCode::AlreadyOpen)
        << "the new one is locked too";
}

TEST(JournalCompact, IsForJournalsThatGrewMuch) {
    constexpr std::uintmax_t kMega = 1 << 20;
    struct Row {
        std::uintmax_t bytes, startBytes;
        bool large;
    };
    for (const auto& [bytes, startBytes, large] :
         {Row{1000, 10, false}, Row{64 * kMega, 10, false}, Row{65 * kMega, 10, true},
          Row{100 * kMega, 30 * kMega, false}, Row{121 * kMega, 30 * kMega, true}})
        EXPECT_EQ(Journal::isLarge(bytes, startBytes), large) << bytes << ' ' << startBytes;
}

TEST(JournalCompact, AFailureLeavesTheOldJournal) {
    TemporaryFolder folder;
    auto opened = Journal::create(folder / "j", richState(600, 400)).value();
    auto document = opened.document;
    for (int number = 0; number < 5; ++number)
        ASSERT_TRUE(takeStep(document, &opened.journal, number));
    const auto before = bytesOf(folder / "j");
    for (const rlim_t limit : {rlim_t(0), rlim_t(30), rlim_t(before.size() / 2)}) {
        const auto compacted = [&] {
            const FileSizeLimit tight(limit);
            return opened.journal.compact(document);
        }();
        ASSERT_FALSE(compacted);
        EXPECT_EQ(compacted.error().code, ErrorCode::WriteFailed);
        EXPECT_EQ(compacted.error().subject, (folder / "j").string());
        EXPECT_EQ(bytesOf(folder / "j"), before);
        EXPECT_EQ(folder.entries(), 1);
    }
    ASSERT_TRUE(takeStep(document, &opened.journal, 5));
    opened = Journal::create(folder / "other", 9, 9).value();
    EXPECT_TRUE(sameThroughout(Journal::open(folder / "j")->document, document));
}

TEST(JournalCompact, WhatAKilledProgramLeftBesideIsNoHarm) {
    TemporaryFolder folder;
    const auto state = richState(300, 300);
    (void)Journal::create(folder / "j", state);
    std::ofstream(folder / "j.new") << "the beginning of a journal";
    std::ofstream(folder / "k.new") << std::string(100'000, 'x');
    EXPECT_EQ(Journal::open(folder / "j")->document.state(), state);
    EXPECT_TRUE(Journal::create(folder / "k", state));
    EXPECT_EQ(Journal::open(folder / "k")->document.state(), state);
    EXPECT_EQ(folder.entries(), 2);
}

TEST(JournalCompact, ADamagedSnapshotIsSaidAndNotCutOff) {
    TemporaryFolder folder;
    (void)Journal::create(folder / "j", richState(300, 300));
    const auto whole = bytesOf(folder / "j");
    const auto snapshotAt = whole.find("\"undoLimit\"");
    for (std::size_t at = snapshotAt + 200; at < whole.size(); at += 97) {
        auto bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 4);
        std::ofstream(folder / "j", std::ios::binary) << bytes;
        const auto opened = Journal::open(folder / "j");
        ASSERT_FALSE(opened) << at;
        EXPECT_EQ(opened.error().code, ErrorCode::FileMalformed);
        EXPECT_EQ(bytesOf(folder / "j"), bytes);
    }
}

enum Outcome { kRight = 0, kWrong = 1, kNoDisk = 2 };

/// On a disk of 256 KiB, seen by this process alone: what a person does until no more fits, then a compaction
/// that does not fit either.
Outcome workOnFullDisk(const std::filesystem::path& disk) {
    const bool own = ::unshare(CLONE_NEWNS) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
    if (!own || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", disk.c_str(), "tmpfs", 0, "size=256k") != 0)
        return kNoDisk;
    auto opened = Journal::create(disk / "j", 600, 400);
    if (!opened)
        return kWrong;
    auto document = opened->document;
    Result<> step;
    for (int number = 0; step; ++number) {
        const auto before = document;
        step = takeStep(document, &opened->journal, number);
        if (!step)
            document = before;
    }
    if (step.error().code != ErrorCode::DiskFull)
        return kWrong;
    const auto compacted = opened->journal.compact(document);
    if (compacted || compacted.error().code != ErrorCode::DiskFull)
        return kWrong;
    opened = failure(ErrorCode::Internal);
    const bool alone = std::distance(std::filesystem::directory_iterator(disk), {}) == 1;
    opened = Journal::open(disk / "j");
    return alone && opened && sameThroughout(opened->document, document) ? kRight : kWrong;
}

TEST(JournalCompact, AFullDiskLosesNothing) {
    TemporaryFolder folder;
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0)
        ::_exit(workOnFullDisk(folder.path()));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kNoDisk)
        GTEST_SKIP() << "this system lets no test mount a disk";
    EXPECT_EQ(WEXITSTATUS(status), kRight);
}

} // namespace
} // namespace latentbrush::document
