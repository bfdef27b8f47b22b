#include "weights/safetensors.h"

#include <cstring>
#include <gtest/gtest.h>

namespace latentbrush::weights {
namespace {

/// The length of the header, the header, the data.
std::string fileOf(const std::string& header, const std::string& data = {}) {
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes.push_back(static_cast<char>(static_cast<std::uint64_t>(header.size()) >> (8 * i)));
    return bytes + header + data;
}

std::string lengthAlone(std::uint64_t length, const std::string& rest = {}) {
    std::string bytes;
    for (int i = 0; i < 8; ++i)
        bytes.push_back(static_cast<char>(length >> (8 * i)));
    return bytes + rest;
}

Result<SafetensorsFile> parsed(const std::string& bytes) {
    return SafetensorsFile::parse(std::as_bytes(std::span(bytes)), "f");
}

/// One tensor named a.
std::string one(const std::string& dtype, const std::string& shape, const std::string& offsets) {
    return R"({"a":{"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}}";
}

std::string two(const std::string& offsetsA, const std::string& offsetsB) {
    return R"({"a":{"dtype":"U8","shape":[2],"data_offsets":)" + offsetsA +
           R"(},"b":{"dtype":"U8","shape":[2],"data_offsets":)" + offsetsB + "}}";
}

struct Row {
    const char* rule;
    std::string bytes;
    ErrorCode code;
    const char* said;
};

void PrintTo(const Row& row, std::ostream* out) {
    *out << row.rule;
}

class Refused : public testing::TestWithParam<Row> {};

TEST_P(Refused, ByItsRule) {
    const auto file = parsed(GetParam().bytes);
    ASSERT_FALSE(file);
    EXPECT_EQ(nameOf(file.error().code), std::string(nameOf(GetParam().code))) << file.error().detail;
    EXPECT_EQ(file.error().subject, "f");
    EXPECT_NE(file.error().detail.find(GetParam().said), std::string::npos) << file.error().detail;
}

constexpr auto kMalformed = ErrorCode::FileMalformed;
constexpr auto kTruncated = ErrorCode::FileTruncated;

INSTANTIATE_TEST_SUITE_P(
    Length, Refused,
    testing::Values(Row{"an empty file", "", kTruncated, "fewer than 8"},
                    Row{"seven bytes", std::string(7, '\0'), kTruncated, "fewer than 8"},
                    Row{"over the limit", lengthAlone(100'000'001, "{}"), kMalformed, "header of"},
                    Row{"an overflow", lengthAlone(~std::uint64_t(0), "{}"), kMalformed, "header of"},
                    Row{"an overflow by 8", lengthAlone(~std::uint64_t(0) - 7, "{}"), kMalformed,
                        "header of"},
                    Row{"beyond the file", lengthAlone(3, "{}"), kTruncated, "longer than the file"},
                    Row{"no header at all", lengthAlone(0), kMalformed, "JSON"}));

INSTANTIATE_TEST_SUITE_P(
    Json, Refused,
    testing::Values(Row{"not UTF-8", fileOf("{\"\xff\":1}"), kMalformed, "JSON"},
                    Row{"a lone surrogate", fileOf(R"({"\ud800":1})"), kMalformed, "JSON"},
                    Row{"cut", fileOf("{"), kMalformed, "JSON"},
                    Row{"two values", fileOf("{}{}"), kMalformed, "JSON"},
                    Row{"a byte order mark", fileOf("\xEF\xBB\xBF{}"), kMalformed, "JSON"},
                    Row{"padded with NUL", fileOf(std::string("{}\0\0", 4)), kMalformed, "JSON"},
                    Row{"a comment", fileOf("{/**/}"), kMalformed, "JSON"},
                    Row{"NaN", fileOf(R"({"a":NaN})"), kMalformed, "JSON"},
                    Row{"a list", fileOf("[]"), kMalformed, "no object"},
                    Row{"null", fileOf("null"), kMalformed, "no object"},
                    Row{"nested deep",
                        fileOf("{\"a\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}"),
                        kMalformed, "too deep"},
                    Row{"a dtype nested deep",
                        fileOf(R"({"a":{"shape":[],"data_offsets":[0,0],"dtype":)" +
                               std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}}"),
                        kMalformed, "too deep"},
                    Row{"a tensor twice",
                        fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                               R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                               "x"),
                        kMalformed, "'a' stands twice"},
                    Row{"a tensor twice, once escaped",
                        fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                               R"("\u0061":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}})",
                               "x"),
                        kMalformed, "'a' stands twice"},
                    Row{"a field twice",
                        fileOf(R"({"a":{"dtype":"U8","dtype":"I8","shape":[1],"data_offsets":[0,1]}})", "x"),
                        kMalformed, "'dtype' stands twice"},
                    Row{"metadata twice", fileOf(R"({"__metadata__":{"k":"1","k":"2"}})"), kMalformed,
                        "'k' stands twice"}));

INSTANTIATE_TEST_SUITE_P(
    Fields, Refused,
    testing::Values(
        Row{"a tensor that is a text", fileOf(R"({"a":"U8"})"), kMalformed, "a: not dtype"},
        Row{"no dtype", fileOf(R"({"a":{"shape":[1],"data_offsets":[0,1]}})", "x"), kMalformed,
            "a: not dtype"},
        Row{"no shape", fileOf(R"({"a":{"dtype":"U8","data_offsets":[0,1]}})", "x"), kMalformed,
            "a: not dtype"},
        Row{"no offsets", fileOf(R"({"a":{"dtype":"U8","shape":[1]}})", "x"), kMalformed, "a: not dtype"},
        Row{"an unknown dtype", fileOf(one("F2", "[1]", "[0,1]"), "x"), kMalformed, "unknown dtype"},
        Row{"a dtype in small letters", fileOf(one("u8", "[1]", "[0,1]"), "x"), kMalformed, "unknown dtype"},
        Row{"a dtype that is a number", fileOf(R"({"a":{"dtype":8,"shape":[1],"data_offsets":[0,1]}})", "x"),
            kMalformed, "unknown dtype"},
        Row{"a shape that is a number", fileOf(one("U8", "1", "[0,1]"), "x"), kMalformed,
            "shape is not a list"},
        Row{"a negative extent", fileOf(one("U8", "[-1]", "[0,1]"), "x"), kMalformed, "extent"},
        Row{"a fractional extent", fileOf(one("U8", "[1.0]", "[0,1]"), "x"), kMalformed, "extent"},
        Row{"an extent in words", fileOf(one("U8", R"(["1"])", "[0,1]"), "x"), kMalformed, "extent"},
        Row{"an extent over 64 bits", fileOf(one("U8", "[18446744073709551616]", "[0,1]"), "x"), kMalformed,
            "extent"},
        Row{"negative offsets", fileOf(one("U8", "[1]", "[-1,0]"), "x"), kMalformed, "data_offsets"},
        Row{"fractional offsets", fileOf(one("U8", "[1]", "[0,1.0]"), "x"), kMalformed, "data_offsets"},
        Row{"one offset", fileOf(one("U8", "[1]", "[0]"), "x"), kMalformed, "data_offsets"},
        Row{"three offsets", fileOf(one("U8", "[1]", "[0,1,2]"), "x"), kMalformed, "data_offsets"},
        Row{"metadata that is a list", fileOf(R"({"__metadata__":[]})"), kMalformed, "__metadata__"},
        Row{"metadata with a number", fileOf(R"({"__metadata__":{"k":1}})"), kMalformed, "__metadata__"}));

INSTANTIATE_TEST_SUITE_P(
    Places, Refused,
    testing::Values(
        Row{"a gap before the first", fileOf(one("U8", "[1]", "[1,2]"), "xx"), kMalformed,
            "gap or an overlap"},
        Row{"a gap", fileOf(two("[0,2]", "[3,5]"), "xxxxx"), kMalformed, "b: a gap or an overlap"},
        Row{"an overlap", fileOf(two("[0,2]", "[1,3]"), "xxx"), kMalformed, "b: a gap or an overlap"},
        Row{"the same place", fileOf(two("[0,2]", "[0,2]"), "xx"), kMalformed, "gap or an overlap"},
        Row{"its end before its begin", fileOf(two("[0,2]", "[2,1]"), "xx"), kMalformed,
            "ends before it begins"},
        Row{"an overflow of elements", fileOf(one("U8", "[4294967296,4294967296]", "[0,0]")), kMalformed,
            "overflows"},
        Row{"an overflow of bits", fileOf(one("F64", "[1152921504606846976]", "[0,0]")), kMalformed,
            "overflows"},
        Row{"half a byte", fileOf(one("F4", "[3]", "[0,1]"), "x"), kMalformed, "whole number of bytes"},
        Row{"six bits", fileOf(one("F6_E2M3", "[2]", "[0,1]"), "x"), kMalformed, "whole number of bytes"},
        Row{"more data than the shape", fileOf(one("F16", "[1]", "[0,3]"), "xxx"), kMalformed, "disagree"},
        Row{"less data than the shape", fileOf(one("F32", "[2]", "[0,4]"), "xxxx"), kMalformed, "disagree"},
        Row{"missing bytes", fileOf(one("U8", "[4]", "[0,4]"), "xxx"), kTruncated, "3 of 4"},
        Row{"bytes after the last", fileOf(one("U8", "[2]", "[0,2]"), "xxx"), kMalformed, "after the last"},
        Row{"bytes of no tensor", fileOf("{}", "x"), kMalformed, "after the last"}));

TEST(Accepted, WhatTheRulesAllow) {
    const std::string a = R"("a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]})";
    const std::string accepted[] = {
        fileOf("{" + a + "}", "x"),
        fileOf("{" + a + "}     ", "x"), // padded, as writers do
        fileOf("{" + a + "}\n\t ", "x"), // other white space
        fileOf("  \n{" + a + "}", "x"),  // leading, tolerated on purpose
        fileOf("{}"),                    // nothing in it
        fileOf(R"({"__metadata__":{}})"),
        fileOf(one("U8", "[]", "[0,1]"), "x"),                  // a scalar
        fileOf(one("F64", "[3,0]", "[0,0]")),                   // no elements
        fileOf(one("F64", "[0,1152921504606846976]", "[0,0]")), // none, however wide
        fileOf(one("F4", "[2]", "[0,1]"), "x"),
        fileOf(one("F6_E3M2", "[4]", "[0,3]"), "xxx"),
        fileOf(two("[2,4]", "[0,2]"), "xxxx"), // in another order than their names
        fileOf(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":[{}]}})", "x"),
    };
    for (const auto& bytes : accepted)
        EXPECT_TRUE(parsed(bytes)) << bytes.substr(8) << ": " << parsed(bytes).error().detail;
}

TEST(Accepted, BytesAreWhereTheHeaderSays) {
    const auto bytes = fileOf(two("[2,4]", "[0,2]"), "bbaa");
    const auto file = parsed(bytes);
    ASSERT_TRUE(file);
    EXPECT_EQ(std::memcmp(file->tensors().at("a").bytes.data(), "aa", 2), 0);
    EXPECT_EQ(std::memcmp(file->tensors().at("b").bytes.data(), "bb", 2), 0);
}

TEST(DTypes, HaveNamesAndBits) {
    const std::pair<const char*, int> all[] = {
        {"BOOL", 8},    {"U8", 8},          {"I8", 8},          {"F8_E4M3", 8}, {"F8_E5M2", 8},
        {"F8_E8M0", 8}, {"F8_E4M3FNUZ", 8}, {"F8_E5M2FNUZ", 8}, {"I16", 16},    {"U16", 16},
        {"F16", 16},    {"BF16", 16},       {"I32", 32},        {"U32", 32},    {"F32", 32},
        {"F64", 64},    {"I64", 64},        {"U64", 64},        {"C64", 64},    {"F4", 4},
        {"F6_E2M3", 6}, {"F6_E3M2", 6}};
    for (const auto& [name, bits] : all) {
        const auto dtype = dtypeFromName(name);
        ASSERT_TRUE(dtype) << name;
        EXPECT_EQ(nameOf(*dtype), name);
        EXPECT_EQ(bitsOf(*dtype), bits) << name;
    }
    EXPECT_EQ(dtypeFromName("F128"), std::nullopt);
}

} // namespace
} // namespace latentbrush::weights
