#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>

namespace latentbrush::pipeline {

/// How many bytes this process may still take: the least of what the system has available (MemAvailable of
/// /proc/meminfo) and what each memory cgroup above this process leaves (v2 memory.max, v1
/// memory.limit_in_bytes, less the usage that is not reclaimable file cache). Linux does not fail an
/// allocation, it kills: so the Engine asks before it takes. `root` stands for "/" in tests. Never fails:
/// what cannot be read does not limit.
std::uint64_t memoryLeft(const std::filesystem::path& root = "/");

/// The memory this process holds now and has held at most (VmRSS and VmHWM of /proc/self/status), bytes.
struct ResidentMemory {
    std::uint64_t now = 0;
    std::uint64_t peak = 0;
    std::uint64_t anonymous = 0; ///< of what it holds now, without the pages of mapped files (RssAnon)
};
ResidentMemory residentMemory();

/// OutOfMemory with both numbers in the detail when `needed` bytes do not fit into `left`, of which a
/// twentieth stays free for everyone else.
Result<> checkMemory(std::uint64_t needed, std::uint64_t left, const std::string& what);

} // namespace latentbrush::pipeline
