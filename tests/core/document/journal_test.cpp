#include "../base/temporary_folder.h"
#include "base/files.h"
#include "document/journal_record.h"
#include "person.h"

#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace latentbrush::document {
namespace {

constexpr const char* kMagic = "LBJRNL\r\n";

std::filesystem::path journalOf(const TemporaryFolder& folder) {
    return folder / "document.journal";
}

std::string bytesOf(const std::filesystem::path& file) {
    return readWhole(file).value();
}

void overwrite(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes; // not writeWhole, which waits for the disk
}

TEST(Journal, ABlankDocumentComesBack) {
    TemporaryFolder folder;
    {
        const auto created = Journal::create(journalOf(folder), 600, 400, 12345);
        ASSERT_TRUE(created);
        EXPECT_EQ(created->journal.file(), journalOf(folder));
    }
    const auto opened = Journal::open(journalOf(folder));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->document.state(), blankState(600, 400).value());
    EXPECT_EQ(opened->document.history().limit(), 12345u);
    EXPECT_EQ(opened->cutBytes, 0u);
}

TEST(Journal, ADocumentAndItsHistoryComeBack) {
    for (const std::size_t undoLimit : {UndoStack::kDefaultLimit, std::size_t(3) << 20}) {
        TemporaryFolder folder;
        auto created = Journal::create(journalOf(folder), 600, 400, undoLimit);
        ASSERT_TRUE(created);
        auto document = created->document;
        for (int number = 0; number < 60; ++number) {
            ASSERT_TRUE(takeStep(document, &created->journal, number));
            if (number % 20 != 19)
                continue;
            created = failure(ErrorCode::Internal); // closes it
            created = Journal::open(journalOf(folder));
            ASSERT_TRUE(created);
            ASSERT_TRUE(sameThroughout(created->document, document)) << number;
        }
        EXPECT_GE(document.history().undoCount(), 2u) << undoLimit;
    }
}

/// A file with some records, and then one more.
struct Written {
    std::string before, after;
    Document documentBefore, documentAfter;
};

Written writtenUpTo(const std::filesystem::path& file, char last) {
    auto [journal, document, cut] = Journal::create(file, 300, 300).value();
    auto wanted = document.state();
    for (const auto value : {20, 30}) {
        EXPECT_TRUE(wanted.mask.write({300, 9, 1, std::vector<std::uint8_t>(2700, value)}, 0, 250));
        const auto change = document.changeTo("paint", wanted);
        EXPECT_TRUE(document.apply(change) && journal.appendChange(change));
    }
    if (last == 'R') {
        EXPECT_TRUE(document.undo() && journal.appendUndo());
    }
    auto written = Written{bytesOf(file), {}, document, document};
    wanted.settings["prompt"] = "a fox";
    EXPECT_TRUE(wanted.mask.write({2, 2, 1, std::vector<std::uint8_t>(4, 9)}, 0, 0));
    const auto change = document.changeTo("write", wanted);
    if (last == 'C') {
        EXPECT_TRUE(document.apply(change) && journal.appendChange(change));
    }
    if (last == 'U') {
        EXPECT_TRUE(document.undo() && journal.appendUndo());
    }
    if (last == 'R') {
        EXPECT_TRUE(document.redo() && journal.appendRedo());
    }
    written.after = bytesOf(file);
    written.documentAfter = document;
    return written;
}

TEST(Journal, ATornTailIsCutOffAtEveryByte) {
    for (const char last : {'C', 'U', 'R'}) {
        TemporaryFolder folder;
        const auto file = journalOf(folder);
        const auto written = writtenUpTo(file, last);
        ASSERT_LT(written.before.size(), written.after.size());
        for (auto length = written.before.size(); length <= written.after.size(); ++length) {
            const bool whole = length == written.after.size();
            overwrite(file, written.after.substr(0, length));
            const auto opened = Journal::open(file);
            ASSERT_TRUE(opened) << length;
            EXPECT_EQ(opened->cutBytes, whole ? 0 : length - written.before.size());
            EXPECT_EQ(bytesOf(file), whole ? written.after : written.before);
            ASSERT_TRUE(
                sameThroughout(opened->document, whole ? written.documentAfter : written.documentBefore));
        }
    }
}

TEST(Journal, AFlippedBitLosesThatRecordAlone) {
    for (const char last : {'C', 'U', 'R'}) {
        TemporaryFolder folder;
        const auto file = journalOf(folder);
        const auto written = writtenUpTo(file, last);
        for (auto at = written.before.size(); at < written.after.size(); ++at) {
            auto bytes = written.after;
            bytes[at] = static_cast<char>(bytes[at] ^ 1 << at % 8);
            overwrite(file, bytes);
            const auto opened = Journal::open(file);
            ASSERT_TRUE(opened) << at;
            EXPECT_EQ(bytesOf(file), written.before);
            ASSERT_TRUE(sameThroughout(opened->document, written.documentBefore));
        }
    }
}

TEST(Journal, GoesOnBehindWhatWasCutOff) {
    TemporaryFolder folder;
    const auto file = journalOf(folder);
    const auto written = writtenUpTo(file, 'C');
    for (const auto& tail : {written.after.substr(written.before.size(), 30), std::string(5000, '\0')}) {
        overwrite(file, written.before + tail);
        auto opened = Journal::open(file).value();
        EXPECT_EQ(opened.cutBytes, tail.size());
        auto document = opened.document;
        ASSERT_TRUE(takeStep(document, &opened.journal, 0));
        opened = Journal::create(folder / "other", 9, 9).value(); // closes it
        std::filesystem::remove(folder / "other");
        const auto again = Journal::open(file);
        ASSERT_TRUE(again);
        EXPECT_EQ(again->cutBytes, 0u);
        EXPECT_TRUE(sameThroughout(again->document, document));
    }
}

TEST(Journal, RefusesWhatIsNoJournalAndLeavesItAlone) {
    const auto begin = [](const std::string& json) {
        return kMagic + recordOf(RecordKind::Begin, json).value();
    };
    const std::string sound = R"({"version":1,"width":300,"height":300,"undoLimit":1000})";
    Change misplaced;
    misplaced.tiles = {{LayerId::Mask, 4, nullptr, nullptr}};
    const auto record = [](RecordKind kind, const std::string& body) { return recordOf(kind, body).value(); };
    const struct {
        std::string bytes;
        ErrorCode code;
    } cases[] = {
        {"", ErrorCode::UnsupportedFormat},
        {"LBJRNL\r", ErrorCode::UnsupportedFormat},
        {"\x89PNG\r\n\x1a\n and so on", ErrorCode::UnsupportedFormat},
        {kMagic, ErrorCode::FileMalformed},
        {begin(sound).substr(0, 40), ErrorCode::FileMalformed},
        {begin("{"), ErrorCode::FileMalformed},
        {begin(R"({"version":1,"width":300,"height":300})"), ErrorCode::FileMalformed},
        {begin(R"({"version":1,"width":0,"height":300,"undoLimit":1})"), ErrorCode::FileMalformed},
        {begin(R"({"version":1,"width":4294967297,"height":300,"undoLimit":1})"), ErrorCode::FileMalformed},
        {begin(R"({"version":1,"width":-300,"height":300,"undoLimit":1})"), ErrorCode::FileMalformed},
        {begin(R"({"version":4,"width":300,"height":300,"undoLimit":1})"), ErrorCode::NewerFormat},
        {begin(sound) + record(RecordKind::Undo, ""), ErrorCode::FileMalformed}, // nothing to undo
        {begin(sound) + record(RecordKind::Redo, ""), ErrorCode::FileMalformed},
        {begin(sound) + record(RecordKind::Change, "x"), ErrorCode::FileMalformed},
        {begin(sound) + record(RecordKind::Change, encodeChange(misplaced)), ErrorCode::FileMalformed},
        {begin(sound) + record(static_cast<RecordKind>('?'), ""), ErrorCode::FileMalformed},
        {begin(sound) + begin(sound).substr(8), ErrorCode::FileMalformed},
        {begin(sound) + record(RecordKind::Snapshot, encodeChange({})),
         ErrorCode::FileMalformed}, // unannounced
    };
    TemporaryFolder folder;
    const auto file = journalOf(folder);
    for (const auto& [bytes, code] : cases) {
        overwrite(file, bytes);
        const auto opened = Journal::open(file);
        ASSERT_FALSE(opened) << bytes;
        EXPECT_EQ(nameOf(opened.error().code), std::string(nameOf(code))) << bytes;
        EXPECT_EQ(opened.error().subject, file.string());
        EXPECT_EQ(bytesOf(file), bytes);
    }
    overwrite(file, begin(sound));
    EXPECT_TRUE(Journal::open(file));
}

TEST(Journal, ErrorsOfTheFile) {
    TemporaryFolder folder;
    const auto codeOf = [](const Result<Journal::Opened>& opened) {
        return std::string(opened ? "none" : nameOf(opened.error().code));
    };
    EXPECT_EQ(codeOf(Journal::open(folder / "missing")), "FileMissing");
    EXPECT_EQ(codeOf(Journal::open(folder.path())), "FileUnreadable");
    EXPECT_EQ(codeOf(Journal::create(folder / "a", 0, 1)), "InvalidSize");
    EXPECT_EQ(codeOf(Journal::create(folder / "no" / "a", 1, 1)), "WriteFailed");
    EXPECT_EQ(folder.entries(), 0);
    const auto created = Journal::create(folder / "a", 1, 1);
    EXPECT_EQ(codeOf(created), "none");
    EXPECT_EQ(codeOf(Journal::create(folder / "a", 1, 1)), "FileExists");
    EXPECT_EQ(codeOf(Journal::open(folder / "a")), "AlreadyOpen");
}

TEST(Journal, AFailedAppendLeavesTheFileAsItWas) {
    TemporaryFolder folder;
    const auto file = journalOf(folder);
    auto opened = Journal::create(file, 600, 400).value();
    auto document = opened.document;
    ASSERT_TRUE(takeStep(document, &opened.journal, 0));
    const auto before = bytesOf(file);
    std::mt19937 random(1);
    const auto change = document.changeTo("more", painted(document.state(), random));
    ASSERT_TRUE(document.apply(change));

    std::signal(SIGXFSZ, SIG_IGN); // as a full disk: the record fits in part
    rlimit old{};
    ::getrlimit(RLIMIT_FSIZE, &old);
    const rlimit tight{before.size() + 20, old.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &tight);
    const auto appended = opened.journal.appendChange(change);
    ::setrlimit(RLIMIT_FSIZE, &old);
    ASSERT_FALSE(appended);
    EXPECT_EQ(appended.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(appended.error().subject, file.string());
    EXPECT_EQ(bytesOf(file), before);

    ASSERT_TRUE(opened.journal.appendChange(change)); // again, with room
    opened = Journal::create(folder / "other", 9, 9).value();
    EXPECT_TRUE(sameThroughout(Journal::open(file)->document, document));
}

} // namespace
} // namespace latentbrush::document
