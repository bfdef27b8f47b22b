// Files of torch.save against what Python gets from them (tests/golden/make_pickles.py).

#include "weights/embedding_file.h"
#include "weights/weight_file.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::weights {
namespace {

namespace fs = std::filesystem;
const fs::path kPickles = fs::path(LATENTBRUSH_GOLDEN) / "pickles";

std::vector<std::string> filesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file())
            names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

fs::path truthOf(const std::string& name) {
    return kPickles / "expected" / (fs::path(name).stem().string() + ".safetensors");
}

bool sameBytes(const TensorEntry& one, const TensorEntry& other) {
    return std::ranges::equal(one.bytes, other.bytes);
}

class Pickles : public testing::TestWithParam<std::string> {};

TEST_P(Pickles, HoldWhatPythonReads) {
    const auto file = WeightFile::open(kPickles / GetParam());
    if (!fs::exists(truthOf(GetParam()))) {
        EXPECT_TRUE(!file || file->tensors().empty());
        return;
    }
    ASSERT_TRUE(file) << file.error().detail;
    const auto truth = SafetensorsFile::open(truthOf(GetParam())).value();
    EXPECT_EQ(file->tensors().size(), truth.tensors().size());
    for (const auto& [name, wanted] : truth.tensors()) {
        const auto found = file->tensors().find(name);
        ASSERT_NE(found, file->tensors().end()) << name;
        EXPECT_EQ(found->second.dtype, wanted.dtype) << name;
        EXPECT_EQ(found->second.shape, wanted.shape) << name;
        EXPECT_TRUE(sameBytes(found->second, wanted)) << name;
    }
}

TEST_P(Pickles, CutAnywhereNeverGiveMoreThanTheyHold) {
    const auto path = kPickles / GetParam();
    std::vector<std::byte> bytes(fs::file_size(path));
    FILE* in = std::fopen(path.c_str(), "rb");
    ASSERT_NE(in, nullptr);
    ASSERT_EQ(std::fread(bytes.data(), 1, bytes.size(), in), bytes.size());
    std::fclose(in);
    constexpr std::size_t kCuts = 40;
    for (std::size_t cut = 0; cut < kCuts; ++cut) {
        const auto part = std::span(bytes).first(bytes.size() * cut / kCuts);
        if (const auto file = WeightFile::parse(part, "cut")) {
            for (const auto& [name, entry] : file->tensors())
                EXPECT_LE(entry.bytes.size(), std::size_t{1} << 20) << name;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Pickles, testing::ValuesIn(filesIn(kPickles)), [](const auto& row) {
    auto name = row.param;
    std::ranges::replace(name, '.', '_');
    return name;
});

TEST(Pickles, AHostileOneRunsNothing) {
    const auto before = filesIn(kPickles);
    for (const auto* name : {"hostile_zip.pt", "hostile_legacy.pt"}) {
        const auto file = WeightFile::open(kPickles / name);
        ASSERT_TRUE(file);
        EXPECT_EQ(file->tensors().size(), 1u); // the harmless one
    }
    EXPECT_EQ(filesIn(kPickles), before);
}

class Embeddings : public testing::TestWithParam<std::string> {};

TEST_P(Embeddings, HoldTheirVectorsNameAndStep) {
    const auto folder = kPickles / "embeddings";
    const auto read = readEmbedding(folder / GetParam());
    ASSERT_TRUE(read) << read.error().detail;
    const auto truth = SafetensorsFile::open(folder / "expected" / (GetParam() + ".safetensors")).value();
    EXPECT_EQ(read->name, truth.metadata().at("name"));
    EXPECT_EQ(std::to_string(read->step), truth.metadata().at("step"));
    EXPECT_EQ(read->stem, fs::path(GetParam()).stem());
    ASSERT_EQ(read->vectors.size(), truth.tensors().size());
    for (const auto& [width, wanted] : truth.tensors()) {
        const auto& vectors = read->vectors.at(std::stoll(width));
        EXPECT_EQ(vectors.count * vectors.width * bitsOf(vectors.dtype) / 8,
                  static_cast<std::int64_t>(wanted.bytes.size()));
        EXPECT_EQ(vectors.dtype, wanted.dtype);
        EXPECT_TRUE(std::ranges::equal(vectors.bytes, wanted.bytes));
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Embeddings, testing::ValuesIn(filesIn(kPickles / "embeddings")),
                         [](const auto& row) {
                             auto name = row.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

TEST(Embeddings, OtherFilesAreNone) {
    for (const auto* name : {"zip_types.pt", "plain.pkl", "torchscript.pt"})
        EXPECT_FALSE(readEmbedding(kPickles / name)) << name;
}

} // namespace
} // namespace latentbrush::weights
