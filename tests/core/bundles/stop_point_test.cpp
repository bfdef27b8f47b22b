#include "bundles/stop_point.h"

#include <chrono>
#include <gtest/gtest.h>
#include <thread>

using namespace latentbrush;
using namespace latentbrush::bundles;

namespace {

torch::jit::Module twoConvolutions() {
    torch::jit::Module inner("Inner");
    inner.register_parameter("weight", torch::randn({8, 8, 3, 3}), false);
    inner.define("def forward(self, x):\n    return torch.conv2d(x, self.weight, None, [1, 1], [1, 1])\n");
    torch::jit::Module module("Outer");
    module.register_module("inner", inner);
    module.define(R"(
def forward(self, x, times: int):
    for i in range(times):
        if i % 2 == 0:
            x = torch.tanh(self.inner.forward(x))
        else:
            x = torch.matmul(x, x)
    return x
)");
    return module;
}

at::Tensor run(torch::jit::Module& module, const at::Tensor& x, int times) {
    const torch::jit::GraphOptimizerEnabledGuard off(false);
    const c10::InferenceMode inference;
    return module.forward({x, times}).toTensor();
}

} // namespace

TEST(StopPoint, KeepsTheOutputToTheBit) {
    torch::manual_seed(1);
    auto plain = twoConvolutions();
    auto rewritten = plain.clone();
    EXPECT_GE(insertStopPoints(rewritten), 2);
    const auto x = torch::randn({1, 8, 16, 16});
    EXPECT_TRUE(torch::equal(run(plain, x, 5), run(rewritten, x, 5)));
}

TEST(StopPoint, ReachesIntoBranchesLoopsAndChildren) {
    auto module = twoConvolutions();
    insertStopPoints(module);
    const auto x = torch::randn({1, 8, 16, 16});
    StopSource source;
    const StopScope scope(source.token());
    EXPECT_NO_THROW(run(module, x, 3));
    source.request(StopDegree::AfterThisPicture);
    EXPECT_NO_THROW(run(module, x, 3));
    source.request(StopDegree::Now);
    EXPECT_THROW(run(module, x, 1), std::exception);
}

TEST(StopPoint, LeavesTheModuleUsable) {
    auto module = twoConvolutions();
    insertStopPoints(module);
    const auto x = torch::randn({1, 8, 16, 16});
    const auto before = run(module, x, 4);
    {
        StopSource source;
        source.request(StopDegree::Now);
        const StopScope scope(source.token());
        EXPECT_THROW(run(module, x, 4), std::exception);
    }
    EXPECT_TRUE(torch::equal(before, run(module, x, 4)));
}

TEST(StopPoint, StopsInTheMiddleOfACall) {
    auto module = twoConvolutions();
    insertStopPoints(module);
    StopSource source;
    const StopScope scope(source.token());
    std::thread asker([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        source.request(StopDegree::Now);
    });
    const auto start = std::chrono::steady_clock::now();
    // Hours of work, were it not stopped.
    EXPECT_THROW(run(module, torch::zeros({1, 8, 64, 64}), 1 << 30), std::exception);
    asker.join();
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(StopPoint, OtherThreadsGoOn) {
    auto module = twoConvolutions();
    insertStopPoints(module);
    StopSource source;
    source.request(StopDegree::Now);
    const StopScope scope(source.token());
    bool finished = false;
    std::thread other([&] { finished = run(module, torch::zeros({1, 8, 8, 8}), 3).defined(); });
    other.join();
    EXPECT_TRUE(finished);
}
