#include "bundles/known_hashes.h"

#include "base/files.h"
#include "base/sha256.h"

#include <fstream>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::bundles;
namespace fs = std::filesystem;

class KnownHashesTest : public testing::Test {
protected:
    void SetUp() override {
        m_folder =
            fs::path(testing::TempDir()) /
            ("known_hashes_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
        write("content");
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const std::string& text) { std::ofstream(file()) << text; }
    fs::path file() const { return m_folder / "weights.bin"; }
    fs::path cache() const { return m_folder / "cache"; }

    fs::path m_folder;
};

TEST_F(KnownHashesTest, GivesTheFilesHash) {
    EXPECT_EQ(KnownHashes(cache()).of(file()).value(), sha256Of("content"));
}

TEST_F(KnownHashesTest, RemembersByPathSizeAndTime) {
    const KnownHashes hashes(cache());
    const auto first = hashes.of(file()).value();
    const auto time = fs::last_write_time(file());
    write("CONTENT"); // same size, and the same time: as an unchanged file looks
    fs::last_write_time(file(), time);
    EXPECT_EQ(hashes.of(file()).value(), first);
    fs::last_write_time(file(), time + std::chrono::milliseconds(1));
    EXPECT_EQ(hashes.of(file()).value(), sha256Of("CONTENT"));
    write("longer content");
    fs::last_write_time(file(), time + std::chrono::milliseconds(1));
    EXPECT_EQ(hashes.of(file()).value(), sha256Of("longer content"));
}

TEST_F(KnownHashesTest, APayloadsHashStaysWhenTheHeaderIsEdited) {
    const KnownHashes hashes(cache());
    const auto lora = m_folder / "a.safetensors";
    const auto rewrite = [&](char length, const std::string& header, const std::string& payload) {
        std::ofstream(lora) << length << std::string(7, '\0') << header << payload;
    };
    rewrite(2, "{}", "weights");
    EXPECT_EQ(hashes.ofPayload(lora).value(), sha256Of("weights"));
    EXPECT_NE(hashes.of(lora).value(), sha256Of("weights")) << "both are remembered";
    EXPECT_EQ(hashes.ofPayload(lora).value(), sha256Of("weights"));
    rewrite(9, R"({"a":"b"})", "weights");
    EXPECT_EQ(hashes.ofPayload(lora).value(), sha256Of("weights"));
    for (const auto* whole : {"short", "\x7fnot that long"}) {
        std::ofstream(lora) << whole;
        EXPECT_EQ(hashes.ofPayload(lora).value(), sha256Of(whole)) << whole;
    }
    EXPECT_EQ(hashes.ofPayload(file()).value(), sha256Of("content")) << "another format";
}

TEST_F(KnownHashesTest, DamagedEntriesAreIgnored) {
    const KnownHashes hashes(cache());
    ASSERT_TRUE(hashes.of(file()));
    for (const auto& entry : fs::directory_iterator(cache()))
        std::ofstream(entry.path()) << "nonsense";
    EXPECT_EQ(hashes.of(file()).value(), sha256Of("content"));
}

TEST_F(KnownHashesTest, UnusableCacheCostsNoError) {
    EXPECT_EQ(KnownHashes(file() / "below-a-file").of(file()).value(), sha256Of("content"));
}

TEST_F(KnownHashesTest, CheckNamesTheFile) {
    const KnownHashes hashes(cache());
    EXPECT_TRUE(hashes.check(file(), sha256Of("content")));
    const auto wrong = hashes.check(file(), sha256Of("other"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::HashMismatch);
    EXPECT_EQ(wrong.error().subject, file().string());
    const auto missing = hashes.check(m_folder / "none", sha256Of("other"));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::FileMissing);
}
