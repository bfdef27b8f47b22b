#include "fixtures.h"

#include "library/picture_files.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <array>
#include <fstream>

namespace latentbrush::library {
namespace {

class Keeping : public LibraryTest {
protected:
    Entry find(EntryId id) { return library.entries(std::array{id}).value().at(0); }
    std::size_t filesBelow(const std::filesystem::path& root) {
        std::size_t files = 0;
        for (const auto& found : std::filesystem::recursive_directory_iterator(root))
            files += found.is_regular_file();
        return files;
    }
};

TEST_F(Keeping, FavouriteStays) {
    const std::array ids{record("one").id, record("two").id};
    ASSERT_TRUE(library.setFavourite(ids, true));
    EXPECT_TRUE(find(ids[0]).favourite);
    ASSERT_TRUE(library.setFavourite(std::span(ids).first(1), false));
    EXPECT_FALSE(find(ids[0]).favourite);
    EXPECT_TRUE(open().entries(ids).value()[1].favourite);
}

TEST_F(Keeping, BinHidesAndRestoreBringsBack) {
    const auto entry = record("one");
    const auto other = record("two");
    ASSERT_TRUE(library.moveToBin(std::array{entry.id}));
    EXPECT_EQ(all(), std::vector{other});
    ASSERT_EQ(all({.bin = true}).size(), 1u);
    const auto binned = find(entry.id);
    EXPECT_TRUE(binned.deleted);
    EXPECT_FALSE(std::filesystem::exists(entry.file));
    EXPECT_EQ(existingFile(binned), binPathOf(entry.file));
    ASSERT_TRUE(library.restore(std::array{entry.id}));
    EXPECT_EQ(find(entry.id), entry);
    EXPECT_EQ(existingFile(entry), entry.file);
}

TEST_F(Keeping, RestoreNeverOverwrites) {
    const auto entry = record("one");
    ASSERT_TRUE(library.moveToBin(std::array{entry.id}));
    std::ofstream(entry.file) << "somebody else's";
    ASSERT_TRUE(library.restore(std::array{entry.id}));
    const auto restored = find(entry.id);
    EXPECT_NE(restored.file, entry.file);
    EXPECT_TRUE(existingFile(restored));
    EXPECT_EQ(std::filesystem::file_size(entry.file), 15u);
}

TEST_F(Keeping, EmptyBinDeletesForGood) {
    const auto entry = record("one");
    const auto other = record("two");
    ASSERT_TRUE(library.moveToBin(std::array{entry.id}));
    EXPECT_EQ(library.emptyBin(), 1);
    EXPECT_EQ(filesBelow(pictures()), 1u);
    EXPECT_EQ(all({.bin = true}), std::vector<Entry>{});
    EXPECT_EQ(library.thumbnail(entry.id).error().code, ErrorCode::EntryNotFound);
    EXPECT_EQ(library.details(entry.id).error().code, ErrorCode::EntryNotFound);
    EXPECT_EQ(library.count({.text = "one"}), 0);
    EXPECT_EQ(all(), std::vector{other});
    EXPECT_GT(record("three").id, other.id);
    EXPECT_TRUE(library.check());
}

TEST_F(Keeping, EmptyBinKeepsWhatCannotBeDeleted) {
    const auto stuck = record("one");
    const auto entry = record("two");
    ASSERT_TRUE(library.moveToBin(std::array{stuck.id, entry.id}));
    std::filesystem::remove(binPathOf(stuck.file));
    std::filesystem::create_directories(binPathOf(stuck.file) / "full");
    const auto emptied = library.emptyBin();
    ASSERT_FALSE(emptied);
    EXPECT_EQ(emptied.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(emptied.error().subject, binPathOf(stuck.file).string());
    EXPECT_EQ(library.ids({.bin = true}), std::vector{stuck.id});
}

TEST_F(Keeping, EntryOutlivesAFileThatSomebodyDeleted) {
    const auto entry = record("one");
    std::filesystem::remove(entry.file);
    EXPECT_EQ(existingFile(find(entry.id)), std::nullopt);
    EXPECT_TRUE(library.thumbnail(entry.id));
    EXPECT_TRUE(library.details(entry.id));
    ASSERT_TRUE(library.moveToBin(std::array{entry.id}));
    ASSERT_TRUE(library.restore(std::array{entry.id}));
    ASSERT_TRUE(library.moveToBin(std::array{entry.id}));
    EXPECT_EQ(library.emptyBin(), 1);
}

// What a kill between the entry and its file leaves behind.
TEST_F(Keeping, HalfDoneMovesAreFinished) {
    const auto entry = record("one");
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec("UPDATE entries SET deleted = 1");
    EXPECT_EQ(existingFile(find(entry.id)), entry.file);
    ASSERT_TRUE(library.restore(std::array{entry.id}));
    EXPECT_EQ(find(entry.id), entry);
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE).exec("UPDATE entries SET deleted = 1");
    EXPECT_EQ(library.emptyBin(), 1);
    EXPECT_FALSE(std::filesystem::exists(entry.file));
}

TEST_F(Keeping, UnknownIdsArePassedOver) {
    const auto entry = record("one");
    const std::array ids{entry.id, EntryId(99)};
    EXPECT_TRUE(library.setFavourite(ids, true));
    EXPECT_TRUE(library.moveToBin(ids));
    EXPECT_TRUE(library.restore(ids));
    EXPECT_EQ(library.count({}), 1);
}

} // namespace
} // namespace latentbrush::library
