#include "../base/temporary_folder.h"
#include "weights/safetensors.h"

#include <fstream>
#include <gtest/gtest.h>

namespace latentbrush::weights {
namespace {

Result<std::map<std::string, std::string>> indexOf(const std::string& text) {
    TemporaryFolder folder;
    std::ofstream(folder / "x.index.json", std::ios::binary) << text;
    return readShardIndex(folder / "x.index.json");
}

TEST(ShardIndex, NamesTheFileOfEachTensor) {
    const auto index = indexOf(R"({"metadata": {"total_size": 12}, "weight_map":
        {"unet.a": "m-00001-of-00002.safetensors", "家": "夕.safetensors", "b": "..a"}})");
    ASSERT_TRUE(index) << index.error().detail;
    EXPECT_EQ(*index,
              (std::map<std::string, std::string>{
                  {"unet.a", "m-00001-of-00002.safetensors"}, {"家", "夕.safetensors"}, {"b", "..a"}}));
}

struct Row {
    const char* why;
    std::string text;
};

class BadIndex : public testing::TestWithParam<Row> {};

TEST_P(BadIndex, IsRefused) {
    const auto index = indexOf(GetParam().text);
    ASSERT_FALSE(index) << GetParam().why;
    EXPECT_EQ(index.error().code, ErrorCode::FileMalformed) << GetParam().why;
}

INSTANTIATE_TEST_SUITE_P(Table, BadIndex,
                         testing::Values(Row{"no JSON", "{"}, Row{"a list", "[]"}, Row{"no map", "{}"},
                                         Row{"a map that is a list", R"({"weight_map": []})"},
                                         Row{"a number for a file", R"({"weight_map": {"a": 1}})"},
                                         Row{"above the folder", R"({"weight_map": {"a": "../x"}})"},
                                         Row{"below the folder", R"({"weight_map": {"a": "b/x"}})"},
                                         Row{"an absolute path", R"({"weight_map": {"a": "/etc/passwd"}})"},
                                         Row{"the other separator", R"({"weight_map": {"a": "..\\x"}})"},
                                         Row{"the folder itself", R"({"weight_map": {"a": "."}})"},
                                         Row{"the folder above", R"({"weight_map": {"a": ".."}})"},
                                         Row{"no name", R"({"weight_map": {"a": ""}})"},
                                         Row{"a NUL", R"({"weight_map": {"a": "x\u0000y"}})"},
                                         Row{"a tensor twice", R"({"weight_map": {"a": "x", "a": "y"}})"},
                                         Row{"nested deep", std::string(100'000, '[')}));

TEST(ShardIndex, MissingIsSaid) {
    EXPECT_EQ(readShardIndex("/nowhere/x.index.json").error().code, ErrorCode::FileMissing);
}

} // namespace
} // namespace latentbrush::weights
