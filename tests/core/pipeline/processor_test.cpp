#include "pipeline/processor.h"

#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <thread>

using namespace latentbrush::pipeline;

namespace {

constexpr std::size_t kBlock = 96u << 20; // beyond what a thread's own arena holds
constexpr long kPages = kBlock / 4096;

long faultsOfATouchedBlock() {
    rusage before{};
    rusage after{};
    getrusage(RUSAGE_THREAD, &before);
    void* block = nullptr;
    if (posix_memalign(&block, 64, kBlock) != 0)
        return -1;
    std::memset(block, 1, kBlock);
    std::free(block);
    getrusage(RUSAGE_THREAD, &after);
    return after.ru_minflt - before.ru_minflt;
}

} // namespace

TEST(Processor, HasCores) {
    EXPECT_GE(usableCores(), 1);
    EXPECT_LE(usableCores(), static_cast<int>(std::thread::hardware_concurrency()));
}

TEST(Processor, FreedBlocksKeepTheirPagesOnAnyThread) {
    keepFreedMemory();
    long again = -1;
    std::thread worker([&again] {
        faultsOfATouchedBlock();
        again = faultsOfATouchedBlock();
    });
    worker.join();
    ASSERT_GE(again, 0);
    EXPECT_LT(again, kPages / 100);
    returnFreeMemory();
}
