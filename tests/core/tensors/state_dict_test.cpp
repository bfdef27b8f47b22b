#include "tensors/state_dict.h"

#include "base/files.h"
#include "tensors/noise.h"
#include "weights/safetensors.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace latentbrush::tensors {
namespace {

namespace fs = std::filesystem;

class StateDictFiles : public testing::Test {
protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "latentbrush-XXXXXX").string();
        m_folder = mkdtemp(name.data());
    }
    void TearDown() override { fs::remove_all(m_folder); }
    fs::path m_folder;
};

void expectEqual(const StateDict& read, const StateDict& written) {
    ASSERT_EQ(read.size(), written.size());
    for (const auto& [name, tensor] : written) {
        ASSERT_TRUE(read.contains(name)) << name;
        EXPECT_EQ(read.at(name).scalar_type(), tensor.scalar_type()) << name;
        EXPECT_TRUE(at::equal(read.at(name), tensor)) << name;
    }
}

TEST_F(StateDictFiles, ComeBackAsWritten) {
    const auto noise = seededNoise({3, 4}, 1) * 100;
    StateDict written{
        {"scalar", at::scalar_tensor(2.5)},
        {"empty", at::empty({0, 3})},
        {"transposed", noise.t()},
        {"grad", noise.clone().requires_grad_()},
        {"channels last", seededNoise({1, 3, 2, 2}, 2).contiguous(at::MemoryFormat::ChannelsLast)}};
    for (const auto dtype : {at::kBool, at::kByte, at::kChar, at::kShort, at::kInt, at::kLong, at::kHalf,
                             at::kBFloat16, at::kFloat, at::kDouble, at::kComplexFloat})
        written[c10::toString(dtype)] = noise.to(dtype);
    ASSERT_TRUE(writeStateDict(m_folder / "a.safetensors", written, {{"format", "pt"}}));
    const auto read = readStateDict(m_folder / "a.safetensors");
    ASSERT_TRUE(read) << read.error().detail;
    expectEqual(*read, written);
}

TEST_F(StateDictFiles, OutliveTheFile) {
    ASSERT_TRUE(writeStateDict(m_folder / "a.safetensors", {{"x", at::full({1000}, 7.0)}}));
    const auto read = readStateDict(m_folder / "a.safetensors");
    fs::remove(m_folder / "a.safetensors");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->at("x").sum().item<double>(), 7000);
}

TEST_F(StateDictFiles, OfForeignNumbersAreRefused) {
    const std::array<std::byte, 1> nibbles{};
    ASSERT_TRUE(
        weights::writeSafetensors(m_folder / "a.safetensors", {{"x", {weights::DType::F4, {2}, nibbles}}}));
    const auto read = readStateDict(m_folder / "a.safetensors");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::UnsupportedFormat);
}

TEST_F(StateDictFiles, ThatAreMissingAreNamed) {
    const auto read = readStateDict(m_folder / "none.safetensors");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::FileMissing);
}

TEST_F(StateDictFiles, ShardsStayBelowTheLimit) {
    StateDict written;
    for (int i = 0; i < 20; ++i)
        written["tensor." + std::to_string(i)] = seededNoise({100 + 10 * i}, i);
    constexpr std::uint64_t kLimit = 4096;
    const auto names = writeShards(m_folder, "part", written, kLimit);
    ASSERT_TRUE(names);
    ASSERT_GT(names->size(), 1U);
    StateDict read;
    for (std::size_t i = 0; i < names->size(); ++i) {
        EXPECT_EQ(names->at(i), "part-0000" + std::to_string(i + 1) + "-of-0000" +
                                    std::to_string(names->size()) + ".safetensors");
        EXPECT_LE(fs::file_size(m_folder / names->at(i)), kLimit);
        read.merge(readStateDict(m_folder / names->at(i)).value());
    }
    expectEqual(read, written);
}

TEST_F(StateDictFiles, ATensorLargerThanAShardIsRefused) {
    const auto names = writeShards(m_folder, "part", {{"large", at::zeros({1025})}}, 4096);
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().code, ErrorCode::FileTooLarge);
    EXPECT_EQ(names.error().subject, "large");
    EXPECT_TRUE(fs::is_empty(m_folder));
}

TEST_F(StateDictFiles, AnIndexGathersItsShards) {
    const StateDict first{{"a", at::ones({2})}};
    const StateDict second{{"b", at::zeros({3})}};
    ASSERT_TRUE(writeStateDict(m_folder / "1.safetensors", first));
    ASSERT_TRUE(writeStateDict(m_folder / "2.safetensors", second));
    const auto index = m_folder / "model.safetensors.index.json";
    ASSERT_TRUE(writeWhole(index, R"({"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}})",
                           IfExists::Replace));
    const auto read = readStateDict(index);
    ASSERT_TRUE(read) << read.error().detail;
    expectEqual(*read, {{"a", first.at("a")}, {"b", second.at("b")}});

    ASSERT_TRUE(writeWhole(index, R"({"weight_map": {"a": "1.safetensors", "c": "2.safetensors"}})",
                           IfExists::Replace));
    const auto lacking = readStateDict(index);
    ASSERT_FALSE(lacking);
    EXPECT_EQ(lacking.error().code, ErrorCode::TensorMissing);
    EXPECT_EQ(lacking.error().subject, "c");
}

} // namespace
} // namespace latentbrush::tensors
