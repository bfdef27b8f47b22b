#include "base/files.h"

#include "temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace latentbrush {
namespace {

mode_t rightsOf(const std::filesystem::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
}

TEST(WriteWhole, WhatIsWrittenIsRead) {
    TemporaryFolder folder;
    const std::string everyByte = [] {
        std::string text;
        for (int i = 0; i < 256; ++i)
            text += static_cast<char>(i);
        return text;
    }();
    for (const auto& text : {std::string(), std::string("a"), everyByte, std::string(3 << 20, 'x')}) {
        ASSERT_TRUE(writeWhole(folder / "夕焼け.bin", text, IfExists::Replace));
        EXPECT_EQ(readWhole(folder / "夕焼け.bin"), text);
    }
    EXPECT_EQ(folder.entries(), 1);
}

TEST(WriteWhole, NeverOverwritesUnlessAsked) {
    TemporaryFolder folder;
    const auto path = folder / "a.png";
    ASSERT_TRUE(writeWhole(path, "first", IfExists::Fail));
    const auto second = writeWhole(path, "second", IfExists::Fail);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::FileExists);
    EXPECT_EQ(second.error().subject, path.string());
    EXPECT_EQ(readWhole(path), "first");
    ASSERT_TRUE(writeWhole(path, "third", IfExists::Replace));
    EXPECT_EQ(readWhole(path), "third");
}

TEST(WriteWhole, ALinkThatLeadsNowhereIsInTheWayToo) {
    TemporaryFolder folder;
    std::filesystem::create_symlink(folder / "none", folder / "link");
    EXPECT_EQ(writeWhole(folder / "link", "x", IfExists::Fail).error().code, ErrorCode::FileExists);
    EXPECT_FALSE(std::filesystem::exists(folder / "none"));
}

TEST(WriteWhole, OfManyWritersExactlyOneWins) {
    for (int round = 0; round < 20; ++round) {
        TemporaryFolder folder;
        std::vector<Result<>> results(8);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < results.size(); ++i)
            threads.emplace_back([&, i] {
                results[i] = writeWhole(folder / "a", std::string(1000, char('a' + i)), IfExists::Fail);
            });
        for (auto& thread : threads)
            thread.join();
        std::string expected;
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (results[i])
                expected += std::string(1000, char('a' + i));
            else
                EXPECT_EQ(results[i].error().code, ErrorCode::FileExists);
        }
        EXPECT_EQ(readWhole(folder / "a"), expected); // one writer, and its bytes
        EXPECT_EQ(folder.entries(), 1);
    }
}

TEST(WriteWhole, NewFilesHaveTheUsualRights) {
    TemporaryFolder folder;
    const mode_t before = ::umask(027);
    const auto written = writeWhole(folder / "new", "x", IfExists::Fail);
    ::umask(before);
    ASSERT_TRUE(written);
    EXPECT_EQ(rightsOf(folder / "new"), 0640u);
}

TEST(WriteWhole, AReplacedFileKeepsItsRights) {
    TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "secret", "x", IfExists::Fail));
    ASSERT_EQ(::chmod((folder / "secret").c_str(), 0600), 0);
    ASSERT_TRUE(writeWhole(folder / "secret", "y", IfExists::Replace));
    EXPECT_EQ(rightsOf(folder / "secret"), 0600u);
}

TEST(WriteWhole, TheLongestNameWorks) {
    TemporaryFolder folder;
    for (const auto ifExists : {IfExists::Fail, IfExists::Replace}) {
        const auto longest = folder / std::string(255, ifExists == IfExists::Fail ? 'a' : 'b');
        EXPECT_TRUE(writeWhole(longest, "x", ifExists));
        const auto tooLong = writeWhole(folder / std::string(256, 'c'), "x", ifExists);
        ASSERT_FALSE(tooLong);
        EXPECT_EQ(tooLong.error().code, ErrorCode::WriteFailed);
    }
    EXPECT_EQ(folder.entries(), 2);
}

TEST(WriteWhole, WhatCannotBeWrittenIsNamed) {
    TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "file", "x", IfExists::Fail));
    std::filesystem::create_directory(folder / "folder");
    // The kernel's own read-only places refuse root too.
    const std::filesystem::path rows[] = {folder / "none" / "a", folder / "file" / "a", folder / "folder",
                                          "/proc/a", "/sys/a"};
    for (const auto& path : rows) {
        const auto written = writeWhole(path, "x", IfExists::Replace);
        ASSERT_FALSE(written) << path;
        EXPECT_EQ(written.error().code, ErrorCode::WriteFailed) << path;
        EXPECT_EQ(written.error().subject, path.string());
        EXPECT_FALSE(written.error().detail.empty());
    }
    EXPECT_EQ(folder.entries(), 2);
}

TEST(ReadWhole, StopsAtTheLimit) {
    TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "a", std::string(1000, 'x'), IfExists::Fail));
    EXPECT_TRUE(readWhole(folder / "a", 1000));
    EXPECT_EQ(readWhole(folder / "a", 999).error().code, ErrorCode::FileTooLarge);
    EXPECT_EQ(readWhole("/dev/zero", 1 << 20).error().code, ErrorCode::FileTooLarge);
}

TEST(ReadWhole, SaysWhatCannotBeRead) {
    TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "a", "x", IfExists::Fail));
    EXPECT_EQ(readWhole(folder / "none").error().code, ErrorCode::FileMissing);
    EXPECT_EQ(readWhole(folder / "a" / "b").error().code, ErrorCode::FileMissing);
    EXPECT_EQ(readWhole(folder.path()).error().code, ErrorCode::FileUnreadable);
    EXPECT_EQ(readWhole(folder / std::string(256, 'a')).error().code, ErrorCode::FileUnreadable);
}

} // namespace
} // namespace latentbrush
