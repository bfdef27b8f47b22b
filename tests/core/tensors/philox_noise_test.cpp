#include "tensors/philox_noise.h"

#include <gtest/gtest.h>

namespace latentbrush::tensors {
namespace {

TEST(PhiloxNoise, DrawsWhatAGpuDraws) {
    // torch.randn(4, device="cuda") after torch.cuda.manual_seed(0) (peers.md 3.5).
    PhiloxNoise noise(0);
    const auto drawn = noise.next({4});
    EXPECT_FLOAT_EQ(drawn[0].item<float>(), -0.92466259F);
    EXPECT_FLOAT_EQ(drawn[1].item<float>(), -0.42534415F);
    EXPECT_FLOAT_EQ(drawn[2].item<float>(), -2.6438457F);
    EXPECT_FLOAT_EQ(drawn[3].item<float>(), 0.14518388F);
}

TEST(PhiloxNoise, IsNormalAndOtherForEachDrawAndSeed) {
    PhiloxNoise noise(3'000'000'000'000);
    const auto first = noise.next({4, 64, 64});
    const auto second = noise.next({4, 64, 64});
    // 16,384 numbers: five standard errors.
    EXPECT_LT(std::abs(first.mean().item<double>()), 5.0 / 128);
    EXPECT_LT(std::abs(first.std().item<double>() - 1), 5.0 / 128 / 1.41);
    EXPECT_LT(std::abs((first * second).mean().item<double>()), 5.0 / 128);
    EXPECT_FALSE(PhiloxNoise(1).next({4}).equal(PhiloxNoise(2).next({4})));
    EXPECT_TRUE(PhiloxNoise(1).next({4}).equal(PhiloxNoise(1).next({4})));
}

} // namespace
} // namespace latentbrush::tensors
