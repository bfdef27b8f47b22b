#include "../base/temporary_folder.h"
#include "base/files.h"
#include "weights/safetensors.h"

#include <array>
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace latentbrush::weights {
namespace {

struct Tensors {
    std::map<std::string, TensorEntry> entries;
    std::vector<std::unique_ptr<std::vector<std::byte>>> bytes; ///< what the entries look into
};

Tensors anyTensors() {
    constexpr std::array kDTypes{DType::Bool, DType::U8,  DType::F16, DType::BF16,  DType::F32,
                                 DType::F64,  DType::C64, DType::F4,  DType::F6E2M3};
    Tensors tensors;
    const int count = *rc::gen::inRange(0, 9);
    for (int i = 0; i < count; ++i) {
        const auto name = *rc::gen::element<std::string>("a", "unet.down_blocks.0.weight", "家",
                                                         "\"quoted\\\n", "", " ", "__metadata", "é");
        TensorEntry entry;
        entry.dtype = kDTypes[*rc::gen::inRange<std::size_t>(0, kDTypes.size())];
        std::int64_t elements = 1;
        for (int rank = *rc::gen::inRange(0, 5); rank > 0; --rank)
            entry.shape.push_back(*rc::gen::inRange(0, 5));
        if (bitsOf(entry.dtype) % 8 != 0)
            entry.shape.push_back(4); // whole bytes
        for (const auto extent : entry.shape)
            elements *= extent;
        tensors.bytes.push_back(std::make_unique<std::vector<std::byte>>(
            static_cast<std::size_t>(elements * bitsOf(entry.dtype) / 8),
            static_cast<std::byte>(17 * i + 1)));
        entry.bytes = *tensors.bytes.back();
        tensors.entries[name] = entry;
    }
    return tensors;
}

RC_GTEST_PROP(WriteSafetensors, WhatIsWrittenIsRead, ()) {
    const auto tensors = anyTensors();
    std::map<std::string, std::string> metadata;
    if (*rc::gen::arbitrary<bool>())
        metadata = {{"format", "pt"}, {"家", "\"\\\n"}, {"", ""}};
    TemporaryFolder folder;
    const auto path = folder / "x.safetensors";
    RC_ASSERT(writeSafetensors(path, tensors.entries, metadata).has_value());
    const auto file = SafetensorsFile::open(path);
    if (!file)
        RC_FAIL(file.error().detail);
    RC_ASSERT(file->metadata() == metadata);
    RC_ASSERT(file->tensors().size() == tensors.entries.size());
    for (const auto& [name, entry] : tensors.entries) {
        const auto& read = file->tensors().at(name);
        RC_ASSERT(read.dtype == entry.dtype);
        RC_ASSERT(read.shape == entry.shape);
        RC_ASSERT(std::ranges::equal(read.bytes, entry.bytes));
    }
}

TEST(WriteSafetensors, TheHeaderIsPaddedToEight) {
    TemporaryFolder folder;
    const std::byte byte{1};
    for (const std::string name : {"a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh"}) {
        ASSERT_TRUE(writeSafetensors(folder / "x", {{name, {DType::U8, {1}, {&byte, 1}}}}));
        const auto bytes = readWhole(folder / "x").value();
        std::uint64_t length = 0;
        std::memcpy(&length, bytes.data(), 8);
        EXPECT_EQ(length % 8, 0u);
        EXPECT_EQ(bytes[8], '{');
        EXPECT_EQ(bytes.size(), 8 + length + 1);
    }
}

TEST(WriteSafetensors, SaysWhereItCannot) {
    EXPECT_EQ(writeSafetensors("/nowhere/x.safetensors", {}).error().code, ErrorCode::WriteFailed);
}

TEST(SafetensorsFile, SaysWhatItCannotOpen) {
    TemporaryFolder folder;
    EXPECT_EQ(SafetensorsFile::open(folder / "none").error().code, ErrorCode::FileMissing);
    EXPECT_EQ(SafetensorsFile::open(folder.path()).error().code, ErrorCode::FileUnreadable);
    std::ofstream(folder / "empty").flush();
    EXPECT_EQ(SafetensorsFile::open(folder / "empty").error().code, ErrorCode::FileTruncated);
}

TEST(SafetensorsFile, ItsBytesLiveAsLongAsACopy) {
    TemporaryFolder folder;
    const std::vector<std::byte> data(1 << 16, std::byte{42});
    ASSERT_TRUE(writeSafetensors(folder / "x", {{"a", {DType::U8, {1 << 16}, data}}}));
    auto file = std::make_unique<SafetensorsFile>(SafetensorsFile::open(folder / "x").value());
    const SafetensorsFile copy = *file;
    file.reset();
    std::filesystem::remove(folder / "x");
    EXPECT_TRUE(std::ranges::equal(copy.tensors().at("a").bytes, data));
}

} // namespace
} // namespace latentbrush::weights
