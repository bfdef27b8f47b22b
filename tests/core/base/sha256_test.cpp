#include "base/sha256.h"

#include "base/files.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>

namespace latentbrush {
namespace {

// FIPS 180-4 examples and NIST's long-message vector.
struct Vector {
    std::string text;
    const char* hex;
};

class Sha256Vector : public testing::TestWithParam<Vector> {};

TEST_P(Sha256Vector, Matches) {
    const auto& [text, hex] = GetParam();
    EXPECT_EQ(sha256Of(text), hex);
    Sha256 inPieces;
    for (std::size_t at = 0; at < text.size(); at += 7)
        inPieces.update(std::string_view(text).substr(at, 7));
    EXPECT_EQ(inPieces.hex(), hex);
    TemporaryFolder folder;
    ASSERT_TRUE(writeWhole(folder / "file", text, IfExists::Fail));
    EXPECT_EQ(sha256OfFile(folder / "file"), std::string(hex));
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Sha256Vector,
    testing::Values(Vector{"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                    Vector{"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
                    Vector{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
                    Vector{std::string(1000000, 'a'),
                           "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"}));

TEST(Sha256OfFile, SaysWhatCannotBeRead) {
    TemporaryFolder folder;
    EXPECT_EQ(sha256OfFile(folder / "none").error().code, ErrorCode::FileMissing);
    EXPECT_EQ(sha256OfFile(folder.path()).error().code, ErrorCode::FileUnreadable);
    EXPECT_EQ(sha256OfFile(folder / "none").error().subject, (folder / "none").string());
}

} // namespace
} // namespace latentbrush
