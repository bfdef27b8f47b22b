#include "base/blob_store.h"

#include "base/files.h"
#include "base/sha256.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace latentbrush {
namespace {

constexpr const char* kAbcHash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

TEST(BlobStore, GivesBackWhatWasPut) {
    TemporaryFolder folder;
    BlobStore store(folder / "blobs");
    for (const auto& bytes :
         {std::string(), std::string("abc"), std::string("\0\xff\n", 3), std::string(1 << 20, 'x')}) {
        const auto hash = store.put(bytes);
        ASSERT_TRUE(hash);
        EXPECT_EQ(*hash, sha256Of(bytes));
        EXPECT_TRUE(store.contains(*hash));
        EXPECT_EQ(store.get(*hash), bytes);
    }
}

TEST(BlobStore, FansOutByTheFirstByte) {
    TemporaryFolder folder;
    BlobStore store(folder.path());
    EXPECT_EQ(store.put("abc"), kAbcHash);
    EXPECT_EQ(store.pathOf(kAbcHash), folder.path() / "ba" / std::string(kAbcHash).substr(2));
    EXPECT_EQ(readWhole(store.pathOf(kAbcHash)), "abc");
}

TEST(BlobStore, PuttingAgainWritesNothing) {
    TemporaryFolder folder;
    BlobStore store(folder.path());
    const auto hash = store.put("abc").value();
    struct stat before {
    }, after{};
    ASSERT_EQ(::stat(store.pathOf(hash).c_str(), &before), 0);
    EXPECT_EQ(store.put("abc"), hash);
    ASSERT_EQ(::stat(store.pathOf(hash).c_str(), &after), 0);
    EXPECT_EQ(before.st_ino, after.st_ino);
}

TEST(BlobStore, DamageIsSeenAndHealed) {
    TemporaryFolder folder;
    BlobStore store(folder.path());
    const auto hash = store.put("abc").value();
    for (const std::string damaged : {"abd", "ab", "", "abcd"}) {
        ASSERT_TRUE(writeWhole(store.pathOf(hash), damaged, IfExists::Replace));
        const auto got = store.get(hash);
        ASSERT_FALSE(got) << damaged;
        EXPECT_EQ(got.error().code, ErrorCode::HashMismatch);
        EXPECT_EQ(got.error().subject, store.pathOf(hash).string());
        EXPECT_EQ(store.put("abc"), hash);
        EXPECT_EQ(store.get(hash), "abc");
    }
}

TEST(BlobStore, WhatIsNoHashIsNoPath) {
    TemporaryFolder folder;
    BlobStore store(folder / "blobs");
    ASSERT_TRUE(writeWhole(folder / "secret", "s", IfExists::Fail));
    for (const auto& text : {std::string(), std::string("../secret"), std::string("abc"),
                             std::string(64, 'g'), std::string(64, 'A'), std::string(63, 'a'),
                             std::string(65, 'a'), "../" + std::string(61, 'a'), std::string(kAbcHash)}) {
        EXPECT_EQ(store.get(text).error(), (Error{ErrorCode::EntryNotFound, text, ""}));
        EXPECT_FALSE(store.contains(text));
        EXPECT_TRUE(store.remove(text));
        EXPECT_EQ(store.pathOf(text).empty(), text != kAbcHash);
    }
    EXPECT_EQ(folder.entries(), 1);
}

TEST(BlobStore, RemovedBlobsAreGone) {
    TemporaryFolder folder;
    BlobStore store(folder.path());
    const auto hash = store.put("abc").value();
    EXPECT_TRUE(store.remove(hash));
    EXPECT_FALSE(store.contains(hash));
    EXPECT_EQ(store.get(hash).error().code, ErrorCode::EntryNotFound);
}

TEST(BlobStore, AFolderThatCannotBeMadeIsNamed) {
    TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "file", "x", IfExists::Fail));
    BlobStore store(folder / "file" / "blobs");
    const auto put = store.put("abc");
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().code, ErrorCode::WriteFailed);
}

TEST(BlobStore, ManyThreadsPutTheSameBytes) {
    TemporaryFolder folder;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&folder] {
            BlobStore store(folder.path());
            for (int n = 0; n < 20; ++n) {
                const auto text = "blob " + std::to_string(n);
                const auto hash = store.put(text);
                ASSERT_TRUE(hash);
                EXPECT_EQ(store.get(*hash), text);
            }
        });
    for (auto& thread : threads)
        thread.join();
}

} // namespace
} // namespace latentbrush
