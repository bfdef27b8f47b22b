#include "pipeline/memory.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>

namespace latentbrush::pipeline {

namespace {

namespace fs = std::filesystem;
constexpr auto kUnlimited = std::numeric_limits<std::uint64_t>::max();

// "MemAvailable:   123 kB" → bytes.
std::optional<std::uint64_t> kilobytesOf(const fs::path& file, const std::string& key) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string name;
        std::uint64_t value = 0;
        if (words >> name >> value && name == key + ":")
            return value * 1024;
    }
    return std::nullopt;
}

// A file of one number; "max" and whatever else is no number gives nothing.
std::optional<std::uint64_t> numberIn(const fs::path& file) {
    std::ifstream in(file);
    std::uint64_t value = 0;
    return in >> value ? std::optional(value) : std::nullopt;
}

// "inactive_file 4096" in memory.stat: file cache that the kernel gives back before it kills.
std::uint64_t reclaimableIn(const fs::path& statFile, const std::string& key) {
    std::ifstream in(statFile);
    std::string name;
    for (std::uint64_t value = 0; in >> name >> value;)
        if (name == key)
            return value;
    return 0;
}

struct Hierarchy {
    const char* limit;
    const char* usage;
    const char* reclaimable;
};
constexpr Hierarchy kVersion1{"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"};
constexpr Hierarchy kVersion2{"memory.max", "memory.current", "inactive_file"};

std::uint64_t leftIn(const fs::path& folder, const Hierarchy& files) {
    const auto limit = numberIn(folder / files.limit);
    const auto usage = numberIn(folder / files.usage);
    if (!limit || !usage)
        return kUnlimited;
    const auto reclaimable = reclaimableIn(folder / "memory.stat", files.reclaimable);
    const auto used = *usage - std::min(*usage, reclaimable);
    return *limit - std::min(*limit, used);
}

// A limit may sit on any ancestor. In a container the path may name folders that are not mounted; then only
// the mount's own root speaks.
std::uint64_t leftAlong(const fs::path& mount, fs::path group, const Hierarchy& files) {
    auto left = leftIn(mount, files);
    for (group = group.relative_path(); !group.empty(); group = group.parent_path())
        left = std::min(left, leftIn(mount / group, files));
    return left;
}

std::uint64_t leftInGroups(const fs::path& root) {
    auto left = kUnlimited;
    std::ifstream in(root / "proc/self/cgroup");
    for (std::string line; std::getline(in, line);) { // "4:memory:/path" or "0::/path"
        const auto first = line.find(':');
        const auto second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos)
            continue;
        const auto controllers = line.substr(first + 1, second - first - 1);
        const auto group = line.substr(second + 1);
        if (controllers.empty())
            left = std::min(left, leftAlong(root / "sys/fs/cgroup", group, kVersion2));
        else if (("," + controllers + ",").find(",memory,") != std::string::npos)
            left = std::min(left, leftAlong(root / "sys/fs/cgroup/memory", group, kVersion1));
    }
    return left;
}

} // namespace

std::uint64_t memoryLeft(const fs::path& root) {
    const auto system = kilobytesOf(root / "proc/meminfo", "MemAvailable").value_or(kUnlimited);
    return std::min(system, leftInGroups(root));
}

ResidentMemory residentMemory() {
    const fs::path status = "/proc/self/status";
    return {kilobytesOf(status, "VmRSS").value_or(0), kilobytesOf(status, "VmHWM").value_or(0),
            kilobytesOf(status, "RssAnon").value_or(0)};
}

Result<> checkMemory(std::uint64_t needed, std::uint64_t left, const std::string& what) {
    const auto usable = left - left / 20;
    if (needed <= usable)
        return {};
    return failure(ErrorCode::OutOfMemory, what,
                   "needs " + std::to_string(needed) + " bytes, " + std::to_string(usable) + " are left");
}

} // namespace latentbrush::pipeline
