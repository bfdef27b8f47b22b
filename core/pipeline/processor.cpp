#include "pipeline/processor.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <malloc.h>
#include <mutex>
#include <sched.h>
#include <set>
#include <string>
#include <unistd.h>

namespace latentbrush::pipeline {

namespace {

namespace fs = std::filesystem;

// The siblings' list names the physical core: equal for the threads that share it.
std::string coreOf(int cpu) {
    std::ifstream in("/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/thread_siblings_list");
    std::string siblings;
    return std::getline(in, siblings) ? siblings : std::to_string(cpu);
}

int coresInMask() {
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (sched_getaffinity(0, sizeof(mask), &mask) != 0)
        return 1;
    std::set<std::string> cores;
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(cpu, &mask))
            cores.insert(coreOf(cpu));
    return std::max<int>(1, static_cast<int>(cores.size()));
}

// cgroup v2 "quota period" in one file, v1 in two; "max" and −1 mean no limit.
double quotaCores() {
    std::ifstream v2("/sys/fs/cgroup/cpu.max");
    std::ifstream quotaFile("/sys/fs/cgroup/cpu/cpu.cfs_quota_us");
    std::ifstream periodFile("/sys/fs/cgroup/cpu/cpu.cfs_period_us");
    double quota = 0;
    double period = 0;
    if ((v2 >> quota >> period || (quotaFile >> quota && periodFile >> period)) && quota > 0 && period > 0)
        return quota / period;
    return 1e9;
}

// What the person who started the process allows.
int allowedThreads() {
    const char* value = std::getenv("OMP_NUM_THREADS");
    const int threads = value ? std::atoi(value) : 0;
    return threads > 0 ? threads : std::numeric_limits<int>::max();
}

} // namespace

int usableCores() {
    const auto quota = std::ceil(quotaCores());
    const auto cores = static_cast<int>(std::min<double>(coresInMask(), quota));
    return std::max(1, std::min(cores, allowedThreads()));
}

void letThreadsSleep(char** arguments) {
    if (std::getenv("OMP_WAIT_POLICY") || std::getenv("GOMP_SPINCOUNT"))
        return;
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    if (error || setenv("OMP_WAIT_POLICY", "passive", 1) != 0)
        return;
    execv(program.c_str(), arguments); // comes back only where it fails: then threads spin
}

void keepFreedMemory() {
    static std::once_flag once;
    std::call_once(once, [] {
        mallopt(M_MMAP_MAX, 0); // big blocks come from the heap, where they can stay
        mallopt(M_TRIM_THRESHOLD, 1 << 30);
        mallopt(M_TOP_PAD, 64 << 20);
    });
}

void returnFreeMemory() {
    malloc_trim(0);
}

} // namespace latentbrush::pipeline
