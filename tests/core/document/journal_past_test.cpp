#include "../base/temporary_folder.h"
#include "base/files.h"
#include "document/journal.h"
#include "document/journal_record.h"
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

constexpr int kSteps = 15;

/// A document of which the newest change alone is in memory, and its journal, compacted: the file has nothing
/// of the changes before.
Journal::Opened compactedJournal(const std::filesystem::path& file) {
    auto opened = Journal::create(file, richState(300, 200), 1).value();
    std::mt19937 random(4);
    for (int step = 0; step < kSteps; ++step) {
        auto wanted = painted(opened.document.state(), random);
        wanted.settings["step"] = step;
        const auto change = opened.document.changeTo(std::to_string(step), wanted);
        EXPECT_TRUE(opened.document.apply(change) && opened.journal.appendChange(change));
    }
    EXPECT_TRUE(opened.journal.compact(opened.document));
    return opened;
}

/// What a program that is killed now would leave, opened by the next one.
Result<Journal::Opened> afterCrash(const std::filesystem::path& file) {
    const auto copy = std::filesystem::path(file).concat(".copy");
    std::filesystem::remove(copy); // which may still be open
    std::filesystem::copy_file(file, copy);
    return Journal::open(copy);
}

TEST(JournalPast, WhatTheFileHasForgottenIsUndoneAndRedoneAllTheSame) {
    TemporaryFolder folder;
    auto opened = compactedJournal(folder / "j");
    auto& document = opened.document;
    EXPECT_EQ(afterCrash(folder / "j")->document.history().undoCount(), 1u);
    for (int undone = 1; document.undo(); ++undone) {
        ASSERT_TRUE(opened.journal.appendUndo());
        const auto again = afterCrash(folder / "j");
        ASSERT_TRUE(again) << again.error().detail;
        EXPECT_EQ(again->document.history().redoCount(), static_cast<std::size_t>(undone));
        ASSERT_TRUE(sameThroughout(again->document, document)) << undone;
    }
    EXPECT_EQ(document.history().redoCount(), static_cast<std::size_t>(kSteps));
    while (document.redo()) {
        ASSERT_TRUE(opened.journal.appendRedo());
        ASSERT_TRUE(sameThroughout(afterCrash(folder / "j")->document, document));
    }
}

TEST(JournalPast, PaintingGoesOnFromThere) {
    TemporaryFolder folder;
    auto opened = compactedJournal(folder / "j");
    auto& document = opened.document;
    for (int step = 0; step < 6; ++step)
        ASSERT_TRUE(document.undo() && opened.journal.appendUndo());
    std::mt19937 random(8);
    for (const auto* name : {"a", "b"}) {
        const auto change = document.changeTo(name, painted(document.state(), random));
        ASSERT_TRUE(document.apply(change) && opened.journal.appendChange(change));
    }
    const auto again = afterCrash(folder / "j");
    ASSERT_TRUE(again);
    EXPECT_EQ(again->document.history().undoCount(), 2u);
    EXPECT_TRUE(sameThroughout(again->document, document));
    while (document.undo())
        ASSERT_TRUE(opened.journal.appendUndo());
    const auto undone = afterCrash(folder / "j");
    ASSERT_TRUE(undone) << undone.error().detail;
    EXPECT_TRUE(sameThroughout(undone->document, document));
    ASSERT_TRUE(opened.journal.compact(document)); // while all is undone, most of it on the disk
    const auto compacted = afterCrash(folder / "j");
    ASSERT_TRUE(compacted);
    EXPECT_EQ(compacted->document.history().redoCount(), document.history().redoCount());
    EXPECT_TRUE(sameThroughout(compacted->document, document));
}

TEST(JournalPast, AnyWayThroughHistoryComesBack) {
    TemporaryFolder folder;
    std::mt19937 random(77);
    for (const std::size_t undoLimit : {std::size_t(1), std::size_t(300'000)}) {
        std::filesystem::remove(folder / "j");
        auto opened = Journal::create(folder / "j", 300, 200, undoLimit).value();
        auto& document = opened.document;
        for (int number = 0; number < 250; ++number) {
            // Runs of one kind, so that it goes far both ways.
            const auto kind = random() % 3;
            for (auto count = 1 + random() % 12; count > 0; --count) {
                if (kind == 0 && document.undo()) {
                    ASSERT_TRUE(opened.journal.appendUndo());
                } else if (kind == 1 && document.redo()) {
                    ASSERT_TRUE(opened.journal.appendRedo());
                } else {
                    const auto change = document.changeTo("paint", painted(document.state(), random));
                    ASSERT_TRUE(document.apply(change) && opened.journal.appendChange(change));
                    break;
                }
            }
            if (random() % 20 == 0) {
                ASSERT_TRUE(opened.journal.compact(document));
            }
            if (number % 25 == 24) {
                const auto again = afterCrash(folder / "j");
                ASSERT_TRUE(again) << number << again.error().detail;
                ASSERT_TRUE(sameThroughout(again->document, document)) << number;
            }
        }
    }
}

TEST(JournalPast, WhatNoDocumentDidIsRefused) {
    TemporaryFolder folder;
    (void)compactedJournal(folder / "j");
    const auto whole = readWhole(folder / "j").value();
    Change undo;
    undo.valuesAfter = {{"settings.prompt", "x"}};
    auto misplaced = undo;
    misplaced.tiles = {{LayerId::Mask, 2, nullptr, nullptr}}; // 2 x 1 tiles
    const auto past = [](const std::string& body) { return recordOf(RecordKind::Past, body).value(); };
    const auto undone = recordOf(RecordKind::Undo, {}).value();
    const struct {
        std::string tail;
        bool good;
    } cases[] = {
        {past(encodeChange(undo)), false}, // there is something to undo
        {undone + past(encodeChange(misplaced)), false},
        {undone + past("x"), false},
        {undone + past(encodeChange(undo)) + undone, false},
        {undone + past(encodeChange(undo)), true},
    };
    for (const auto& [tail, good] : cases) {
        std::ofstream(folder / "j", std::ios::binary) << whole + tail;
        const auto opened = Journal::open(folder / "j");
        ASSERT_EQ(opened.has_value(), good);
        if (!good) {
            EXPECT_EQ(opened.error().code, ErrorCode::FileMalformed);
            EXPECT_EQ(readWhole(folder / "j"), whole + tail);
        }
    }
}

enum Outcome { kRight = 0, kWrong = 1, kNoDisk = 2 };

/// A disk of 1 MiB, seen by this process alone.
bool mountTinyDisk(const std::filesystem::path& disk) {
    const bool own = ::unshare(CLONE_NEWNS) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0;
    return own && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("none", disk.c_str(), "tmpfs", 0, "size=1m") == 0;
}

/// Undoes and redoes all that is left of a history that a disk had no room for.
bool goesBackAndForth(Document document, const std::vector<DocumentState>& states) {
    auto at = states.size() - 1;
    for (; document.undo(); --at)
        if (document.state() != states[at - 1])
            return false;
    const bool some = at > 0 && at + 3 < states.size();
    while (document.redo())
        if (document.state() != states[++at])
            return false;
    return some;
}

Outcome paintOnFullDisk(const std::filesystem::path& disk, const std::filesystem::path& journal) {
    if (!mountTinyDisk(disk))
        return kNoDisk;
    auto document = Document::create(600, 400, std::size_t(1) << 18).value();
    const auto spill = SpillFile::in(disk, 0);
    document.spillHistory(spill);
    std::vector<DocumentState> states{document.state()};
    std::mt19937 random(1);
    while (states.size() < 60) {
        spill->settle(); // else a slow disk would learn that it is full after the last step
        auto wanted = painted(document.state(), random);
        wanted.settings["step"] = states.size();
        if (!document.apply(document.changeTo("paint", wanted)))
            return kWrong;
        states.push_back(document.state());
    }
    if (!document.history().hasLost() || !goesBackAndForth(document, states))
        return kWrong;
    // A journal whose records undo more than there is room for is left as it is.
    std::filesystem::copy_file(journal, disk / "j");
    const auto opened = Journal::open(disk / "j");
    const bool said = !opened && opened.error().code == ErrorCode::DiskFull;
    return said && readWhole(disk / "j") == readWhole(journal) ? kRight : kWrong;
}

TEST(JournalPast, AFullDiskTakesTheOldestAndNothingElse) {
    TemporaryFolder folder, disk;
    {
        auto opened = Journal::create(folder / "j", 600, 400, 1).value();
        auto wanted = opened.document.state();
        for (int step = 0; step < 40; ++step) {
            const std::vector<std::uint8_t> pixels(600 * 400, static_cast<std::uint8_t>(step + 1));
            ASSERT_TRUE(wanted.mask.write({600, 400, 1, pixels}, 0, 0));
            const auto change = opened.document.changeTo("fill", wanted);
            ASSERT_TRUE(opened.document.apply(change) && opened.journal.appendChange(change));
        }
        while (opened.document.undo())
            ASSERT_TRUE(opened.journal.appendUndo());
    }
    EXPECT_TRUE(Journal::open(folder / "j")); // with room
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0)
        ::_exit(paintOnFullDisk(disk.path(), folder / "j"));
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == kNoDisk)
        GTEST_SKIP() << "this system lets no test mount a disk";
    EXPECT_EQ(WEXITSTATUS(status), kRight);
}

} // namespace
} // namespace latentbrush::document
