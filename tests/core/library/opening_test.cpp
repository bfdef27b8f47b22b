#include "fixtures.h"

#include "base/files.h"
#include "base/sha256.h"
#include "library/database.h"
#include "library/schema.h"

#include <fstream>

namespace latentbrush::library {
namespace {

using std::chrono::milliseconds;

class Opening : public testing::Test {
protected:
    std::filesystem::path file() const { return folder.path() / "library.db"; }

    ErrorCode openingError(milliseconds timeout = milliseconds(50)) {
        auto opened = Library::open(file(), timeout);
        EXPECT_FALSE(opened);
        if (opened)
            return ErrorCode::Internal;
        EXPECT_EQ(opened.error().subject, file().string());
        return opened.error().code;
    }
    /// A library with a few entries, closed.
    void makeLibrary() {
        auto library = Library::open(file());
        ASSERT_TRUE(library);
        for (int seed = 0; seed < 40; ++seed)
            ASSERT_TRUE(library->record(finishedImage("a red house " + std::string(200, 'x'), seed),
                                        folder.path() / "pictures"));
    }
    void overwrite(std::streamoff at, const std::string& bytes) {
        std::fstream stream(file(), std::ios::in | std::ios::out | std::ios::binary);
        stream.seekp(at);
        stream << bytes;
    }

    TemporaryFolder folder;
};

TEST_F(Opening, MakesFileAndFolders) {
    const auto deep = folder.path() / "a" / "b" / "library.db";
    auto library = Library::open(deep);
    ASSERT_TRUE(library);
    EXPECT_TRUE(std::filesystem::exists(deep));
    EXPECT_EQ(library->file(), deep);
    EXPECT_EQ(library->count({}), 0);
}

TEST_F(Opening, KeepsItsPromises) {
    auto database = openDatabase(file(), milliseconds(50));
    ASSERT_TRUE(database);
    EXPECT_EQ((*database)->execAndGet("PRAGMA journal_mode").getString(), "wal");
    EXPECT_EQ((*database)->execAndGet("PRAGMA synchronous").getInt(), 2); // FULL
    EXPECT_EQ((*database)->execAndGet("PRAGMA foreign_keys").getInt(), 1);
    EXPECT_EQ((*database)->execAndGet("PRAGMA busy_timeout").getInt(), 50);
}

TEST_F(Opening, EntriesAreThereAgain) {
    makeLibrary();
    auto library = Library::open(file());
    ASSERT_TRUE(library);
    EXPECT_EQ(library->count({}), 40);
    EXPECT_TRUE(library->check());
}

TEST_F(Opening, RefusesNewerSchema) {
    makeLibrary();
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE)
        .exec("PRAGMA user_version=" + std::to_string(newestSchema() + 1));
    EXPECT_EQ(openingError(), ErrorCode::DatabaseNewer);
}

TEST_F(Opening, RefusesAnotherProgramsDatabase) {
    SQLite::Database(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
        .exec("CREATE TABLE bookmarks(url)");
    EXPECT_EQ(openingError(), ErrorCode::UnsupportedFormat);
}

TEST_F(Opening, FolderThatIsAFileCannotBeUsed) {
    std::ofstream(folder.path() / "plain") << "text";
    auto library = Library::open(folder.path() / "plain" / "library.db");
    ASSERT_FALSE(library);
    EXPECT_EQ(library.error().code, ErrorCode::WriteFailed);
}

TEST_F(Opening, WaitsForALockAndThenSaysSo) {
    SQLite::Database other(file().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("BEGIN EXCLUSIVE");
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(openingError(milliseconds(200)), ErrorCode::DatabaseLocked);
    EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(200));
}

struct Damage {
    const char* name;
    std::streamoff at;
    std::size_t bytes;
};

class DamagedFile : public Opening, public testing::WithParamInterface<Damage> {};

TEST_P(DamagedFile, IsRefusedAndLeftAsItIs) {
    makeLibrary();
    overwrite(GetParam().at, std::string(GetParam().bytes, '\x5a'));
    const auto before = sha256OfFile(file());
    EXPECT_EQ(openingError(), ErrorCode::DatabaseDamaged);
    EXPECT_EQ(sha256OfFile(file()), before);
}

INSTANTIATE_TEST_SUITE_P(Places, DamagedFile,
                         testing::Values(Damage{"Header", 0, 100}, Damage{"SchemaPage", 100, 200},
                                         Damage{"TablePages", 4096, 4096 * 6}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST_F(Opening, TruncatedFileIsRefusedAndLeftAsItIs) {
    makeLibrary();
    std::filesystem::resize_file(file(), std::filesystem::file_size(file()) / 2);
    const auto before = sha256OfFile(file());
    EXPECT_EQ(openingError(), ErrorCode::DatabaseDamaged);
    EXPECT_EQ(sha256OfFile(file()), before);
}

TEST_F(Opening, DamagedFileSetAsideMakesRoomForANewOne) {
    makeLibrary();
    overwrite(0, std::string(100, '\x5a'));
    const auto before = sha256OfFile(file());
    const auto aside = Library::setAside(file());
    ASSERT_TRUE(aside);
    EXPECT_EQ(sha256OfFile(*aside), before);
    auto library = Library::open(file());
    ASSERT_TRUE(library);
    EXPECT_EQ(library->count({}), 0);
}

} // namespace
} // namespace latentbrush::library
