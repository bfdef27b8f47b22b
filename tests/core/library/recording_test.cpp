#include "fixtures.h"

#include "library/picture_files.h"
#include "request/infotext.h"
#include "request/picture_record.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fstream>
#include <set>

namespace latentbrush::library {
namespace {

using Recording = LibraryTest;

TEST_F(Recording, ReturnsTheEntryAsItIsFound) {
    const auto entry = record("夕焼けの海", 42, "painter");
    EXPECT_GT(entry.id, 0);
    EXPECT_EQ(entry.prompt, "夕焼けの海");
    EXPECT_EQ(entry.modelName, "painter");
    EXPECT_EQ(entry.seed, 42u);
    EXPECT_EQ(entry.width, 24);
    EXPECT_EQ(entry.height, 16);
    EXPECT_FALSE(entry.favourite);
    EXPECT_FALSE(entry.deleted);
    EXPECT_LT(std::chrono::system_clock::now() - entry.created, std::chrono::minutes(1));
    EXPECT_EQ(all(), std::vector{entry});
}

TEST_F(Recording, BringsBackRequestProvenanceAndTimings) {
    auto finished = finishedImage("line one\nline two \"quoted\" 🏠", 4294967295);
    finished.request.guidanceScale = 5.25;
    finished.request.unknown["x_later"] = {1, "two"};
    const auto entry = library.record(finished, pictures());
    ASSERT_TRUE(entry);
    const auto details = library.details(entry->id);
    ASSERT_TRUE(details) << details.error().detail;
    EXPECT_EQ(details->entry, *entry);
    EXPECT_EQ(details->request, finished.request);
    EXPECT_EQ(details->provenance, finished.provenance);
    EXPECT_EQ(details->timings, finished.timings);
}

TEST_F(Recording, PictureCarriesItsMaking) {
    const auto finished = finishedImage("a red house", 7);
    const auto entry = library.record(finished, pictures());
    ASSERT_TRUE(entry);
    const auto read = readPicture(entry->file);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->image, *finished.picture);
    const auto* parameters = image::findText(read->texts, kInfotextKey);
    ASSERT_TRUE(parameters);
    EXPECT_EQ(*parameters, infotextOf(finished.request, finished.provenance));
    const auto* own = image::findText(read->texts, PictureRecord::kTextKey);
    ASSERT_TRUE(own);
    const auto making = recordFromJsonText(*own);
    ASSERT_TRUE(making);
    EXPECT_EQ(making->request, finished.request);
    EXPECT_EQ(making->provenance, finished.provenance);
}

TEST_F(Recording, FilesLieInTheFolderOfTheDayUnderNamesOfTheirOwn) {
    std::set<std::filesystem::path> files;
    for (int repeat = 0; repeat < 12; ++repeat)
        files.insert(record("again", 5).file);
    EXPECT_EQ(files.size(), 12u);
    for (const auto& file : files) {
        EXPECT_EQ(file.parent_path().parent_path(), pictures());
        EXPECT_THAT(file.parent_path().filename().string(),
                    testing::MatchesRegex("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"));
        EXPECT_THAT(file.filename().string(), testing::HasSubstr("-5"));
        EXPECT_TRUE(std::filesystem::is_regular_file(file));
    }
}

TEST_F(Recording, NeverTakesTheNameOfAPictureInTheBin) {
    const auto created = Moment(std::chrono::seconds(1'700'000'000));
    const auto finished = finishedImage("one", 9);
    const auto first = savePicture(finished, pictures(), created);
    ASSERT_TRUE(first);
    ASSERT_TRUE(moveFileToBin(*first));
    const auto second = savePicture(finished, pictures(), created);
    ASSERT_TRUE(second);
    EXPECT_NE(*second, *first);
}

TEST_F(Recording, EmptyPictureIsRefused) {
    auto finished = finishedImage("nothing");
    finished.picture = nullptr;
    const auto entry = library.record(finished, pictures());
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, ErrorCode::InvalidRequest);
    EXPECT_EQ(library.count({}), 0);
}

TEST_F(Recording, PlaceThatCannotBeWrittenLeavesNoEntry) {
    std::ofstream(folder.path() / "plain") << "text";
    const auto entry = library.record(finishedImage("nowhere"), folder.path() / "plain");
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(library.count({}), 0);
}

TEST_F(Recording, LockedLibraryKeepsThePicture) {
    auto impatient = Library::open(file(), std::chrono::milliseconds(50));
    ASSERT_TRUE(impatient);
    SQLite::Database other(file().string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN IMMEDIATE");
    const auto entry = impatient->record(finishedImage("locked"), pictures());
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, ErrorCode::DatabaseLocked);
    std::vector<std::filesystem::path> kept;
    for (const auto& found : std::filesystem::recursive_directory_iterator(pictures()))
        if (found.is_regular_file())
            kept.push_back(found.path());
    ASSERT_EQ(kept.size(), 1u);
    EXPECT_THAT(entry.error().detail, testing::HasSubstr(kept.front().string()));
    other.exec("ROLLBACK");
    EXPECT_TRUE(impatient->add(finishedImage("locked"), kept.front()));
}

TEST_F(Recording, ThumbnailShowsThePictureSmall) {
    const auto entry = library.record(finishedImage("wide", 1, "starter", 600, 150), pictures());
    ASSERT_TRUE(entry);
    const auto bytes = library.thumbnail(entry->id);
    ASSERT_TRUE(bytes);
    const auto small = decodeThumbnail(*bytes);
    ASSERT_TRUE(small);
    EXPECT_EQ(small->width, 256);
    EXPECT_EQ(small->height, 64);
    EXPECT_EQ(library.thumbnail(entry->id + 1).error(), (Error{ErrorCode::EntryNotFound, "2", ""}));
}

TEST_F(Recording, RevisionChangesWithEveryWriter) {
    auto other = open();
    const auto before = library.revision();
    EXPECT_EQ(library.revision(), before);
    record("own");
    const auto own = library.revision();
    EXPECT_NE(own, before);
    ASSERT_TRUE(other.record(finishedImage("other's"), pictures()));
    EXPECT_NE(library.revision(), own);
}

} // namespace
} // namespace latentbrush::library
