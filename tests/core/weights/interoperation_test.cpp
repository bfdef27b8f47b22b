#include "../base/temporary_folder.h"
#include "base/files.h"
#include "weights/safetensors.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::weights {
namespace {

// tests/golden/make_safetensors.py wrote these files with the reference library.
const std::filesystem::path kFolder = std::filesystem::path(LATENTBRUSH_TEST_DATA) / "safetensors";

/// The script's rule for the bytes.
std::vector<std::byte> bytesOf(const std::string& name, DType dtype, std::size_t count) {
    std::vector<std::byte> bytes;
    for (std::size_t k = 0; k < count; ++k)
        bytes.push_back(static_cast<std::byte>(dtype == DType::Bool ? k % 2 : (31 * k + name.size()) % 256));
    return bytes;
}

std::size_t charactersOf(const std::string& name) {
    return static_cast<std::size_t>(std::count_if(
        name.begin(), name.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void expectTensor(const SafetensorsFile& file, const std::string& name, DType dtype,
                  const std::vector<std::int64_t>& shape) {
    ASSERT_TRUE(file.tensors().contains(name)) << name;
    const auto& entry = file.tensors().at(name);
    EXPECT_EQ(entry.dtype, dtype) << name;
    EXPECT_EQ(entry.shape, shape) << name;
    std::int64_t bits = bitsOf(dtype);
    for (const auto extent : shape)
        bits *= extent;
    const auto expected =
        bytesOf(std::string(charactersOf(name), 'x'), dtype, static_cast<std::size_t>(bits / 8));
    EXPECT_TRUE(std::ranges::equal(entry.bytes, expected)) << name;
}

TEST(ReferenceFiles, EveryTypeIsRead) {
    const auto file = SafetensorsFile::open(kFolder / "types.safetensors");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->tensors().size(), 15u);
    for (const auto& [name, entry] : file->tensors())
        expectTensor(*file, name, dtypeFromName(name).value(), {2, 3});
}

TEST(ReferenceFiles, EveryShapeIsRead) {
    const auto file = SafetensorsFile::open(kFolder / "shapes.safetensors");
    ASSERT_TRUE(file) << file.error().detail;
    EXPECT_EQ(file->metadata(), (std::map<std::string, std::string>{{"format", "pt"}}));
    EXPECT_EQ(file->tensors().size(), 5u);
    expectTensor(*file, "scalar", DType::F32, {});
    expectTensor(*file, "empty", DType::F32, {0, 4});
    expectTensor(*file, "one", DType::F32, {1});
    expectTensor(*file, "five", DType::F32, {1, 2, 1, 3, 2});
    expectTensor(*file, "unet.家", DType::F32, {3, 1});
}

class SameFile : public testing::TestWithParam<const char*> {};

TEST_P(SameFile, IsWrittenAgainByteForByte) {
    const auto file = SafetensorsFile::open(kFolder / GetParam());
    ASSERT_TRUE(file) << file.error().detail;
    TemporaryFolder folder;
    const auto path = folder / GetParam();
    ASSERT_TRUE(writeSafetensors(path, file->tensors(), file->metadata()));
    EXPECT_EQ(readWhole(path), readWhole(kFolder / GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Table, SameFile,
                         testing::Values("shapes.safetensors", "order.safetensors", "nothing.safetensors"));

} // namespace
} // namespace latentbrush::weights
