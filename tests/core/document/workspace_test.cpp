#include "../base/temporary_folder.h"
#include "base/files.h"
#include "document/document_file.h"
#include "document/workspace.h"
#include "file_size_limit.h"
#include "image/png.h"
#include "person.h"
#include "rich_state.h"

#include <fstream>

namespace latentbrush::document {
namespace {

std::string codeOf(const Result<OpenedDocument>& opened) {
    return opened ? "none" : nameOf(opened.error().code);
}

/// A workspace, and a place for files beside it.
struct Desk {
    TemporaryFolder folder;
    Workspace workspace{folder / "open"};

    std::filesystem::path operator/(const std::string& name) const { return folder / name; }
    std::vector<LeftDocument> left() const { return workspace.left().value(); }
};

/// Does some steps, as a person would.
void work(OpenedDocument& opened, int steps) {
    for (int number = 0; number < steps; ++number)
        ASSERT_TRUE(takeStep(opened.document, &opened.entry, number));
}

TEST(Workspace, ADocumentLivesUntilItIsClosed) {
    Desk desk;
    EXPECT_TRUE(desk.left().empty());
    auto opened = desk.workspace.create(600, 400, "Untitled 1");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->entry.info().title, "Untitled 1");
    EXPECT_TRUE(opened->entry.info().saved) << "nothing to lose yet";
    EXPECT_TRUE(desk.left().empty()) << "it is open";
    work(*opened, 3);
    EXPECT_FALSE(opened->entry.info().saved);
    ASSERT_TRUE(opened->entry.close());
    opened = failure(ErrorCode::Internal);
    EXPECT_TRUE(desk.left().empty());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(desk / "open"), {}), 1) << "the lock alone";
}

TEST(Workspace, WhatACrashLeftComesBackWithItsHistory) {
    Desk desk;
    auto first = desk.workspace.create(600, 400, "題名", 1 << 20);
    auto second = desk.workspace.create(richState(300, 200), "b");
    ASSERT_TRUE(first && second);
    EXPECT_FALSE(second->entry.info().saved) << "on no file yet";
    const auto info = first->entry.info();
    work(*first, 30);
    const auto document = first->document;
    first = failure(ErrorCode::Internal); // as a crash: not closed

    const auto left = desk.left();
    ASSERT_EQ(left.size(), 1u) << "the other one is open";
    EXPECT_EQ(left[0].info.id, info.id);
    EXPECT_EQ(left[0].info.title, "題名");
    EXPECT_FALSE(left[0].info.saved);
    EXPECT_EQ(std::pair(left[0].width, left[0].height), std::pair(600, 400));
    EXPECT_GT(left[0].bytes, 1000u);
    const auto age = std::filesystem::file_time_type::clock::now() - left[0].changed;
    EXPECT_LT(age, std::chrono::minutes(10));

    auto recovered = desk.workspace.recover(info.id);
    ASSERT_TRUE(recovered) << recovered.error().detail;
    EXPECT_TRUE(sameThroughout(recovered->document, document));
    EXPECT_TRUE(desk.left().empty());
    EXPECT_EQ(codeOf(desk.workspace.recover(info.id)), "AlreadyOpen");
    EXPECT_EQ(desk.workspace.discard(info.id).error().code, ErrorCode::AlreadyOpen);
    work(*recovered, 5);

    recovered = failure(ErrorCode::Internal);
    EXPECT_TRUE(desk.workspace.discard(info.id));
    EXPECT_TRUE(desk.left().empty());
    for (const auto& id : {info.id, std::string("../open"), std::string(), std::string(".lock")})
        EXPECT_EQ(codeOf(desk.workspace.recover(id)), "EntryNotFound");
}

TEST(Workspace, SavingAndOpening) {
    Desk desk;
    const auto state = richState(600, 400);
    auto opened = desk.workspace.create(state, "x");
    ASSERT_TRUE(opened);
    ASSERT_TRUE(opened->entry.save(desk / "家 100%.ora", state));
    EXPECT_EQ(opened->entry.info().title, "家 100%");
    EXPECT_EQ(opened->entry.info().file, desk / "家 100%.ora");
    EXPECT_TRUE(opened->entry.info().saved);
    const auto id = opened->entry.info().id;
    opened = failure(ErrorCode::Internal);
    EXPECT_EQ(desk.left()[0].info, (EntryInfo{id, desk / "家 100%.ora", "家 100%", true}));
    ASSERT_TRUE(desk.workspace.discard(id));

    opened = desk.workspace.open(desk / "家 100%.ora");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->document.state(), state);
    EXPECT_TRUE(opened->entry.info().saved);
    work(*opened, 1);
    EXPECT_FALSE(opened->entry.info().saved);
    opened = failure(ErrorCode::Internal);
    EXPECT_FALSE(desk.left()[0].info.saved);
}

TEST(Workspace, APictureSaysWhatWasDoneToIt) {
    Desk desk;
    std::mt19937 random(3);
    const auto picture = randomPicture(30, 20, 3, random);
    ASSERT_TRUE(image::writePng(desk / "a.png", picture, {}, IfExists::Fail));
    const auto opened = desk.workspace.open(desk / "a.png");
    ASSERT_TRUE(opened);
    EXPECT_TRUE(opened->notices.empty());
    EXPECT_EQ(opened->entry.info().title, "a");
    EXPECT_EQ(codeOf(desk.workspace.open(desk / "none.png")), "FileMissing");
    EXPECT_EQ(desk.left().size(), 0u);
}

TEST(Workspace, AFileIsOpenOnce) {
    Desk desk;
    const auto state = richState(300, 200);
    ASSERT_TRUE(saveState(desk / "a.ora", state) && saveState(desk / "b.ora", state));
    std::filesystem::create_symlink(desk / "a.ora", desk / "link.ora");
    auto first = desk.workspace.open(desk / "a.ora");
    ASSERT_TRUE(first);
    Workspace other(desk / "open"); // as another program would
    for (const auto& name : {"a.ora", "link.ora", "open/../a.ora"}) {
        const auto again = other.open(desk / name);
        EXPECT_EQ(codeOf(again), "AlreadyOpen") << name;
        EXPECT_EQ(again.error().subject, (desk / name).string());
    }
    auto second = other.open(desk / "b.ora");
    ASSERT_TRUE(second);
    const auto saved = second->entry.save(desk / "a.ora", second->document.state());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::AlreadyOpen);
    EXPECT_EQ(second->entry.info().file, desk / "b.ora");
    EXPECT_TRUE(second->entry.save(desk / "b.ora", second->document.state())) << "its own";

    // A left one is no obstacle, but does not come back onto a file that is open.
    const auto id = first->entry.info().id;
    first = failure(ErrorCode::Internal);
    first = desk.workspace.open(desk / "a.ora");
    EXPECT_TRUE(first);
    EXPECT_EQ(codeOf(desk.workspace.recover(id)), "AlreadyOpen");
    ASSERT_TRUE(first->entry.close());
    first = failure(ErrorCode::Internal);
    EXPECT_TRUE(desk.workspace.recover(id));
}

TEST(Workspace, AFailedSaveChangesNothing) {
    Desk desk;
    const auto state = richState(300, 200);
    auto opened = desk.workspace.create(state, "x");
    ASSERT_TRUE(opened->entry.save(desk / "a.ora", state));
    work(*opened, 1);
    const auto info = opened->entry.info();
    EXPECT_FALSE(opened->entry.save(desk / "no folder" / "b.ora", state));
    EXPECT_EQ(opened->entry.info(), info);
    const auto full = [&] {
        const FileSizeLimit tight(1000);
        return opened->entry.save(desk / "b.ora", state);
    }();
    EXPECT_FALSE(full);
    EXPECT_EQ(opened->entry.info(), info);
    EXPECT_FALSE(std::filesystem::exists(desk / "b.ora"));
    opened = failure(ErrorCode::Internal);
    EXPECT_EQ(desk.left()[0].info, info);
}

TEST(Workspace, AFullDiskMakesNoHalfEntry) {
    Desk desk;
    EXPECT_TRUE(desk.left().empty());
    const auto created = [&] {
        const FileSizeLimit tight(1000);
        return desk.workspace.create(richState(300, 200), "x");
    }();
    EXPECT_EQ(codeOf(created), "WriteFailed");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(desk / "open"), {}), 1);
}

TEST(Workspace, HalfEntriesAreRemovedAndDamagedOnesKept) {
    Desk desk;
    EXPECT_TRUE(desk.left().empty());
    const auto entry = [&](const std::string& name) { return desk / "open" / name; };
    for (const auto* name : {"half", "damaged", "Not-Ours"})
        std::filesystem::create_directory(entry(name));
    std::ofstream(entry("half") / "journal") << "LBJRNL";
    std::ofstream(entry("damaged") / "journal") << "something else";
    std::ofstream(entry("damaged") / "entry.json") << "{";
    const auto left = desk.left();
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].info, (EntryInfo{"damaged", "", "", false}));
    EXPECT_EQ(left[0].width, 0);
    EXPECT_FALSE(std::filesystem::exists(entry("half")));
    EXPECT_TRUE(std::filesystem::exists(entry("Not-Ours")));
    EXPECT_EQ(codeOf(desk.workspace.recover("damaged")), "UnsupportedFormat");
    EXPECT_TRUE(std::filesystem::exists(entry("damaged")));
}

TEST(Workspace, GoesOnAfterCompacting) {
    Desk desk;
    auto opened = desk.workspace.create(600, 400, "x", 1 << 20);
    ASSERT_TRUE(opened);
    work(*opened, 20);
    EXPECT_FALSE(opened->entry.isLarge());
    ASSERT_TRUE(opened->entry.compact(opened->document));
    work(*opened, 5);
    const auto document = opened->document;
    const auto id = opened->entry.info().id;
    opened = failure(ErrorCode::Internal);
    opened = desk.workspace.recover(id);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(sameThroughout(opened->document, document));
}

} // namespace
} // namespace latentbrush::document
