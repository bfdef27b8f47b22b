#include "pipeline/memory.h"

#include <fstream>
#include <gtest/gtest.h>
#include <vector>

using namespace latentbrush;
using namespace latentbrush::pipeline;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kGiB = 1ull << 30;

struct MemoryCase {
    const char* name;
    std::vector<std::pair<const char*, std::string>> files; ///< below a pretended "/"
    std::uint64_t left;
};

class MemoryLeft : public testing::TestWithParam<MemoryCase> {};

std::string number(std::uint64_t value) {
    return std::to_string(value) + "\n";
}

const std::string kMeminfo = "MemTotal: 8388608 kB\nMemFree: 100 kB\nMemAvailable: 4194304 kB\n"; // 4 GiB

} // namespace

TEST_P(MemoryLeft, IsTheLeastOfAllLimits) {
    const auto root = fs::path(testing::TempDir()) / ("memory_" + std::string(GetParam().name));
    fs::remove_all(root);
    for (const auto& [path, text] : GetParam().files) {
        fs::create_directories((root / path).parent_path());
        std::ofstream(root / path) << text;
    }
    EXPECT_EQ(memoryLeft(root), GetParam().left);
    fs::remove_all(root);
}

INSTANTIATE_TEST_SUITE_P(
    Table, MemoryLeft,
    testing::Values(
        MemoryCase{"nothing_readable", {}, std::numeric_limits<std::uint64_t>::max()},
        MemoryCase{"system", {{"proc/meminfo", kMeminfo}}, 4 * kGiB},
        MemoryCase{"v2",
                   {{"proc/meminfo", kMeminfo},
                    {"proc/self/cgroup", "0::/user/app\n"},
                    {"sys/fs/cgroup/user/app/memory.max", number(3 * kGiB)},
                    {"sys/fs/cgroup/user/app/memory.current", number(2 * kGiB)},
                    {"sys/fs/cgroup/user/app/memory.stat", "anon 1\ninactive_file " + number(kGiB)}},
                   2 * kGiB},
        MemoryCase{"v2_parent_is_tighter",
                   {{"proc/meminfo", kMeminfo},
                    {"proc/self/cgroup", "0::/user/app\n"},
                    {"sys/fs/cgroup/user/memory.max", number(kGiB)},
                    {"sys/fs/cgroup/user/memory.current", number(kGiB / 2)},
                    {"sys/fs/cgroup/user/app/memory.max", number(3 * kGiB)},
                    {"sys/fs/cgroup/user/app/memory.current", number(kGiB)}},
                   kGiB / 2},
        MemoryCase{"v2_without_limit",
                   {{"proc/meminfo", kMeminfo},
                    {"proc/self/cgroup", "0::/app\n"},
                    {"sys/fs/cgroup/app/memory.max", "max\n"},
                    {"sys/fs/cgroup/app/memory.current", number(kGiB)}},
                   4 * kGiB},
        MemoryCase{"v1",
                   {{"proc/meminfo", kMeminfo},
                    {"proc/self/cgroup", "5:cpu,cpuacct:/\n4:memory:/job\n0::/\n"},
                    {"sys/fs/cgroup/memory/job/memory.limit_in_bytes", number(2 * kGiB)},
                    {"sys/fs/cgroup/memory/job/memory.usage_in_bytes", number(kGiB + kGiB / 2)},
                    {"sys/fs/cgroup/memory/job/memory.stat", "total_inactive_file " + number(kGiB / 4)}},
                   kGiB / 2 + kGiB / 4},
        MemoryCase{"container_sees_its_own_root_alone",
                   {{"proc/meminfo", kMeminfo},
                    {"proc/self/cgroup", "4:memory:/docker/abc\n"},
                    {"sys/fs/cgroup/memory/memory.limit_in_bytes", number(2 * kGiB)},
                    {"sys/fs/cgroup/memory/memory.usage_in_bytes", number(kGiB)}},
                   kGiB},
        MemoryCase{"used_beyond_the_limit",
                   {{"proc/meminfo", kMeminfo},
                    {"proc/self/cgroup", "0::/app\n"},
                    {"sys/fs/cgroup/app/memory.max", number(kGiB)},
                    {"sys/fs/cgroup/app/memory.current", number(2 * kGiB)}},
                   0}),
    [](const auto& info) { return info.param.name; });

TEST(Memory, ThisMachineSaysSomething) {
    EXPECT_GT(memoryLeft(), 0u);
    EXPECT_LT(memoryLeft(), 1ull << 50);
    EXPECT_GT(residentMemory().now, 1ull << 20);
    EXPECT_GE(residentMemory().peak, residentMemory().now / 2);
    EXPECT_GT(residentMemory().anonymous, 1ull << 20);
    EXPECT_LT(residentMemory().anonymous, residentMemory().now) << "the program itself is a mapped file";
}

TEST(Memory, WhatDoesNotFitIsRefusedWithBothNumbers) {
    EXPECT_TRUE(checkMemory(950, 1000, "model"));
    const auto refused = checkMemory(951, 1000, "model");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error(), (Error{ErrorCode::OutOfMemory, "model", "needs 951 bytes, 950 are left"}));
}
