#include "library/schema.h"

#include <array>
#include <gtest/gtest.h>

namespace latentbrush::library {
namespace {

int versionOf(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

constexpr std::array kTwoSteps{
    Migration([](SQLite::Database& database) { database.exec("CREATE TABLE first(a)"); }),
    Migration([](SQLite::Database& database) { database.exec("ALTER TABLE first ADD COLUMN b"); }),
};
constexpr std::array kFailingStep{
    kTwoSteps[0],
    Migration(
        [](SQLite::Database& database) { database.exec("CREATE TABLE second(a); CREATE TABLE first(x)"); }),
};

class Schema : public testing::Test {
protected:
    SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

TEST_F(Schema, NewFileGetsEveryStep) {
    migrate(database);
    EXPECT_EQ(versionOf(database), newestSchema());
    EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), kApplicationId);
    for (const char* table : {"entries", "makings", "thumbnails", "entries_text", "sources"})
        EXPECT_TRUE(database.tableExists(table)) << table;
}

TEST_F(Schema, EachStepIsDoneOnce) {
    migrate(database, std::span(kTwoSteps).first(1));
    EXPECT_EQ(versionOf(database), 1);
    migrate(database, kTwoSteps);
    migrate(database, kTwoSteps);
    EXPECT_EQ(versionOf(database), 2);
    EXPECT_NO_THROW(database.exec("INSERT INTO first(a, b) VALUES (1, 2)"));
}

TEST_F(Schema, FailedStepLeavesTheVersionBefore) {
    EXPECT_THROW(migrate(database, kFailingStep), SQLite::Exception);
    EXPECT_EQ(versionOf(database), 1);
    EXPECT_TRUE(database.tableExists("first"));
    EXPECT_FALSE(database.tableExists("second"));
}

} // namespace
} // namespace latentbrush::library
