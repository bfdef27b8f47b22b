#include "kernels/flash_attention.h"

#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu_cpu_dispatch.h>
#include <gtest/gtest.h>
#include <thread>

namespace latentbrush::kernels {
namespace {

class Warnings : public c10::WarningHandler {
public:
    void process(const c10::Warning& warning) override { seen.push_back(warning.msg()); }
    std::vector<std::string> seen;
};

/// What LibTorch had to say when ours was installed, once a process.
const std::vector<std::string>& warningsOfInstalling() {
    static const auto seen = [] {
        Warnings handler;
        const c10::WarningUtils::WarningHandlerGuard guard(&handler);
        install();
        TORCH_WARN("another");
        return handler.seen;
    }();
    return seen;
}

class Installed : public testing::Test {
protected:
    void SetUp() override {
        warningsOfInstalling();
        at::manual_seed(3);
    }

    /// What the dispatcher has to give: ours, or LibTorch's where LATENTBRUSH_CPU turns ours off.
    static at::Tensor expected(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value) {
        const AttentionCall call{.query = query, .key = key, .value = value};
        if (const auto* kernel = servingKernel(call))
            return std::get<0>(flashAttention(call, *kernel));
        return std::get<0>(at::cpu::_scaled_dot_product_flash_attention_for_cpu(query, key, value));
    }
};

at::Tensor random(std::int64_t tokens, at::ScalarType format = at::kFloat) {
    return at::randn({2, tokens, 3, 40}).to(format).transpose(1, 2);
}

TEST_F(Installed, SaysNothingButWhatOthersSay) {
    EXPECT_EQ(warningsOfInstalling(), std::vector<std::string>{"another"});
}

TEST_F(Installed, AgainChangesNothing) {
    std::thread other([] { EXPECT_EQ(install(), instructionSet()); });
    EXPECT_EQ(install(), instructionSet());
    other.join();
}

TEST_F(Installed, ServesTheOperator) {
    const c10::InferenceMode inference;
    for (const auto format : {at::kFloat, at::kBFloat16}) {
        const auto query = random(70, format), key = random(77, format), value = random(77, format);
        EXPECT_TRUE(
            at::equal(at::scaled_dot_product_attention(query, key, value), expected(query, key, value)));
    }
}

TEST_F(Installed, ServesScriptedModules) {
    torch::jit::Module module("attention");
    module.define("def forward(self, q, k, v):\n    return torch.scaled_dot_product_attention(q, k, v)\n");
    const c10::InferenceMode inference;
    const auto query = random(70), key = random(77), value = random(77);
    EXPECT_TRUE(at::equal(module.forward({query, key, value}).toTensor(), expected(query, key, value)));
}

TEST_F(Installed, LeavesCausalAttentionAsItWas) {
    const c10::InferenceMode inference;
    const auto query = random(77), key = random(77), value = random(77);
    const auto theirs =
        std::get<0>(at::cpu::_scaled_dot_product_flash_attention_for_cpu(query, key, value, 0, true));
    EXPECT_TRUE(at::equal(at::scaled_dot_product_attention(query, key, value, {}, 0, true), theirs));
}

// Below autograd the tensors still say that they want a gradient: what trains gets LibTorch's forward, to
// which LibTorch's backward belongs.
TEST_F(Installed, LeavesTrainingAsItWas) {
    const auto query = random(70), value = random(77);
    auto key = random(77);
    key.set_requires_grad(true);
    const auto output = at::scaled_dot_product_attention(query, key, value);
    const auto [theirs, logs] =
        at::cpu::_scaled_dot_product_flash_attention_for_cpu(query, key.detach(), value);
    EXPECT_TRUE(at::equal(output.detach(), theirs));

    const auto direction = at::randn_like(output);
    output.backward(direction);
    const auto expectedGradient = std::get<1>(at::_scaled_dot_product_flash_attention_for_cpu_backward(
        direction, query, key.detach(), value, theirs, logs, 0, false));
    EXPECT_TRUE(at::equal(key.grad(), expectedGradient));
}

// The backward formula may be given our forward as well: its log-sum-exp is LibTorch's.
TEST_F(Installed, OurForwardFitsTheirBackward) {
    const auto query = random(70), key = random(77), value = random(77);
    const AttentionCall call{.query = query, .key = key, .value = value};
    const auto* kernel = servingKernel(call);
    if (!kernel)
        GTEST_SKIP() << "none of our own";
    const auto [output, logs] = flashAttention(call, *kernel);
    const auto [theirs, theirLogs] = at::cpu::_scaled_dot_product_flash_attention_for_cpu(query, key, value);
    const auto direction = at::randn_like(output);
    const auto gradients = [&](const at::Tensor& forward, const at::Tensor& sums) {
        return std::get<1>(at::_scaled_dot_product_flash_attention_for_cpu_backward(
            direction, query, key, value, forward, sums, 0, false));
    };
    const auto expectedGradient = gradients(theirs, theirLogs);
    const auto error = (gradients(output, logs) - expectedGradient).abs().max().item<double>();
    EXPECT_LE(error, 1e-5 * expectedGradient.abs().max().item<double>());
}

} // namespace
} // namespace latentbrush::kernels
