#include "master_weights.h"

#include <gtest/gtest.h>

namespace latentbrush::trainer {
namespace {

torch::jit::Module line() {
    torch::jit::Module module("line");
    module.register_parameter("weight", at::zeros({1, 2}).requires_grad_(), false);
    module.define("def forward(self, x):\n    return torch.linear(x, self.weight, None)\n");
    return module;
}

at::Tensor weightOf(torch::jit::Module& module) {
    return module.attr("weight").toTensor();
}

TEST(MasterWeights, LearnALine) {
    auto module = line();
    MasterWeights masters({module}, at::kCPU, at::kBFloat16, {.weightDecay = 0, .averageDecay = 0.9});
    const auto input = at::randn({64, 2}, at::detail::createCPUGenerator(1));
    const auto wanted = at::matmul(input, at::tensor({0.5f, -0.25f}).view({2, 1}));
    for (int i = 0; i < 400; ++i) {
        const auto output = module.forward({input.to(at::kBFloat16)}).toTensor().to(at::kFloat);
        at::mse_loss(output, wanted).backward();
        masters.step(0.01);
    }
    EXPECT_EQ(weightOf(module).scalar_type(), at::kBFloat16);
    masters.finish();
    EXPECT_EQ(weightOf(module).scalar_type(), at::kFloat);
    // bf16 keeps 8 bits of a gradient: the fp32 masters still come within a hundredth of the truth.
    EXPECT_NEAR(weightOf(module)[0][0].item<float>(), 0.5, 0.01);
    EXPECT_NEAR(weightOf(module)[0][1].item<float>(), -0.25, 0.01);
}

TEST(MasterWeights, ABadBatchChangesNothing) {
    auto module = line();
    MasterWeights masters({module}, at::kCPU, at::kFloat, {});
    const auto before = weightOf(module).detach().clone();
    (module.forward({at::ones({1, 2})}).toTensor() * std::numeric_limits<float>::infinity()).sum().backward();
    EXPECT_FALSE(std::isfinite(masters.step(0.1)));
    EXPECT_TRUE(at::equal(weightOf(module).detach(), before));
}

TEST(MasterWeights, ShowTheAverageAndComeBack) {
    auto module = line();
    MasterWeights masters({module}, at::kCPU, at::kFloat, {.weightDecay = 0, .averageDecay = 0.99});
    for (int i = 0; i < 5; ++i) {
        (-module.forward({at::ones({1, 2})}).toTensor()).sum().backward();
        masters.step(0.1);
    }
    const auto learned = weightOf(module).detach().clone();
    masters.showAverage();
    EXPECT_LT(weightOf(module)[0][0].item<float>(), learned[0][0].item<float>()); // it lags behind
    masters.showMasters();
    EXPECT_TRUE(at::equal(weightOf(module).detach(), learned));
}

TEST(CosineRate, WarmsUpAndComesDown) {
    EXPECT_LT(cosineRate(1, 0), 0.05);
    EXPECT_NEAR(cosineRate(1, 0.03), 1, 1e-9);
    EXPECT_NEAR(cosineRate(1, 0.515), 0.51, 1e-9);
    EXPECT_NEAR(cosineRate(1, 1), 0.02, 1e-9);
    EXPECT_NEAR(cosineRate(1, 1.5), 0.02, 1e-9);
}

} // namespace
} // namespace latentbrush::trainer
