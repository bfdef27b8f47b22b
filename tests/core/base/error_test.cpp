#include "base/result.h"
#include "base/value_or_throw.h"

#include <gtest/gtest.h>
#include <set>

namespace latentbrush {
namespace {

TEST(Error, EveryCodeHasANameOfItsOwn) {
    std::set<std::string> names;
    for (int i = 0; i <= static_cast<int>(ErrorCode::EntryNotFound); ++i) {
        const std::string name = nameOf(static_cast<ErrorCode>(i));
        EXPECT_NE(name, "Unknown") << i;
        EXPECT_TRUE(names.insert(name).second) << name;
    }
    EXPECT_STREQ(nameOf(ErrorCode::FileTruncated), "FileTruncated");
}

TEST(Result, AnErrorIsHandedOnUnchanged) {
    const Result<int> first = failure(ErrorCode::DiskFull, "a.png", "no space");
    const Result<std::string> second = failure(first);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error(), (Error{ErrorCode::DiskFull, "a.png", "no space"}));
}

TEST(ValueOrThrow, GivesTheValue) {
    EXPECT_EQ(valueOrThrow(Result<std::string>("a")), "a");
    EXPECT_NO_THROW(valueOrThrow(Result<>()));
}

TEST(ValueOrThrow, ThrowsWhatTheErrorSays) {
    for (const auto& fly :
         {+[] { valueOrThrow(Result<>(failure(ErrorCode::DiskFull, "a.png", "no space"))); },
          +[] { valueOrThrow(Result<int>(failure(ErrorCode::DiskFull, "a.png", "no space"))); }})
        try {
            fly();
            FAIL() << "nothing flew";
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "DiskFull: a.png no space");
        }
}

} // namespace
} // namespace latentbrush
