#include "image/text_encoding.h"

#include <gtest/gtest.h>

namespace latentbrush::image {
namespace {

using namespace std::string_view_literals;

TEST(TextEncoding, KnowsUtf8) {
    for (const auto text : {""sv, "abc"sv, "é"sv, "家"sv, "😀"sv, "a\0b"sv})
        EXPECT_TRUE(isUtf8(text)) << text;
    for (const auto text :
         {"\xff"sv, "\xe9"sv, "\xc0\xaf"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv, "\xe5\xae"sv})
        EXPECT_FALSE(isUtf8(text)) << text;
}

TEST(TextEncoding, EveryLatin1CharacterGoesThereAndBack) {
    std::string all;
    for (int c = 0; c < 256; ++c)
        all += static_cast<char>(c);
    EXPECT_EQ(latin1FromUtf8(utf8FromLatin1(all)), all);
    EXPECT_EQ(utf8FromLatin1("caf\xe9"), "café");
    EXPECT_EQ(latin1FromUtf8("家"), std::nullopt);
    EXPECT_EQ(latin1FromUtf8("Ā"), std::nullopt);
}

TEST(TextEncoding, Utf16GoesThereAndBack) {
    const std::string text = "a é 家 😀";
    for (const bool bigEndian : {false, true})
        EXPECT_EQ(utf8FromUtf16(utf16FromUtf8(text, bigEndian), bigEndian), text);
    EXPECT_EQ(utf16FromUtf8("家", true), "\x5b\xb6");
    EXPECT_EQ(utf16FromUtf8("家", false), "\xb6\x5b");
    EXPECT_EQ(utf8FromUtf16("\xd8\x3d"sv, true), "\xef\xbf\xbd");
    EXPECT_EQ(utf8FromUtf16("\0a\0"sv, true), "a");
}

TEST(TextEncoding, WrongBytesBecomeTheReplacementCharacter) {
    EXPECT_EQ(repairedUtf8("家"), "家");
    EXPECT_EQ(repairedUtf8("a\xff"
                           "b"),
              "a\xef\xbf\xbd"
              "b");
}

} // namespace
} // namespace latentbrush::image
