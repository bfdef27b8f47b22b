#include "catalogue/consents.h"

#include "base/files.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

const std::string kOne(64, 'a');
const std::string kOther = std::string(63, 'a') + '0';

TEST(Consents, HoldExactlyWhatWasAgreedTo) {
    const TemporaryFolder folder;
    const Consents consents(folder / "data" / "consents.txt");
    EXPECT_FALSE(consents.has(kOne));
    ASSERT_TRUE(consents.add(kOne));
    EXPECT_TRUE(consents.has(kOne));
    EXPECT_FALSE(consents.has(kOther));
    ASSERT_TRUE(consents.add(kOther));
    ASSERT_TRUE(consents.add(kOne));
    EXPECT_EQ(readWhole(folder / "data" / "consents.txt").value(), kOne + '\n' + kOther + '\n');
    EXPECT_TRUE(Consents(folder / "data" / "consents.txt").has(kOther)) << "another process";
}

TEST(Consents, TakeNothingButAHash) {
    const std::string kTwoLines = kOne + '\n' + kOther;
    const TemporaryFolder folder;
    const Consents consents(folder / "consents.txt");
    for (const auto& text :
         {std::string(), std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'g'), kTwoLines}) {
        EXPECT_EQ(consents.add(text).error().code, ErrorCode::InvalidRequest) << text;
        EXPECT_FALSE(consents.has(text)) << text;
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "consents.txt"));
    ASSERT_TRUE(consents.add(std::string(64, 'A'))) << "as other programs write it";
    EXPECT_TRUE(consents.has(kOne));
}

TEST(Consents, LinesThatAreNoHashSayNothing) {
    const TemporaryFolder folder;
    put(folder, "consents.txt", "# mine\n" + kOne.substr(1) + "\n\n*\n" + kOther + "\n" + kOne + " yes");
    const Consents consents(folder / "consents.txt");
    EXPECT_TRUE(consents.has(kOther));
    EXPECT_FALSE(consents.has(kOne));
    for (const auto* text : {"", "*", "# mine"})
        EXPECT_FALSE(consents.has(text)) << text;
}

TEST(Consents, WithoutAFileThereIsNone) {
    EXPECT_FALSE(Consents().has(kOne));
    EXPECT_EQ(Consents().add(kOne).error().code, ErrorCode::WriteFailed);
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "consents.txt");
    EXPECT_FALSE(Consents(folder / "consents.txt").has(kOne));
    EXPECT_FALSE(Consents(folder / "consents.txt").add(kOne));
}

} // namespace
} // namespace latentbrush::catalogue
