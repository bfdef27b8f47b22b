#include "sampling/guidance.h"

#include <gtest/gtest.h>

namespace latentbrush::sampling {
namespace {

at::Tensor seeded(at::IntArrayRef shape, std::uint64_t seed) {
    at::manual_seed(seed);
    return at::randn(shape);
}

TEST(Guidance, MovesFromTheUnconditionalThroughTheConditional) {
    const at::Tensor uncond = at::full({1, 4, 2, 2}, 1.0F);
    const at::Tensor cond = at::full({1, 4, 2, 2}, 3.0F);
    const at::Tensor both = at::cat({uncond, cond});
    for (const double scale : {0.0, 0.5, 1.0, 7.5}) {
        const at::Tensor result = guided(both, scale);
        EXPECT_EQ(result.sizes(), cond.sizes());
        EXPECT_TRUE(result.equal(at::full({1, 4, 2, 2}, 1 + scale * 2))) << scale;
    }
}

TEST(Guidance, GivesTheNetworkItsLatentsTwice) {
    at::manual_seed(1);
    const at::Tensor latents = at::randn({1, 4, 2, 2});
    std::int64_t batch = 0;
    const Denoise denoise = withGuidance(5, [&](const at::Tensor& x, double timestep) {
        batch = x.size(0);
        return at::cat({x[0].unsqueeze(0) * timestep, x[1].unsqueeze(0) * 2 * timestep});
    });
    const at::Tensor result = denoise(latents, 3);
    EXPECT_EQ(batch, 2);
    EXPECT_TRUE(result.allclose(latents * 18, 1e-6));
}

TEST(Guidance, OfOneSkipsTheUnconditionalHalf) {
    const at::Tensor latents = at::ones({1, 4, 2, 2});
    const Denoise denoise = withGuidance(1, [&](const at::Tensor& x, double) {
        EXPECT_EQ(x.size(0), 1);
        return x * 4;
    });
    EXPECT_TRUE(denoise(latents, 0).equal(latents * 4));
    EXPECT_FALSE(needsUnconditional(1));
    EXPECT_TRUE(needsUnconditional(0.99));
}

TEST(Combined, AddsWhatEachConditionWantsByItsWeight) {
    const auto u = torch::tensor({1.0f, 2.0f});
    const auto first = torch::tensor({2.0f, 2.0f});
    const auto second = torch::tensor({1.0f, 5.0f});
    const auto result = combined(u, {first, second}, {1, -0.5}, 4);
    EXPECT_TRUE(result.equal(torch::tensor({5.0f, -4.0f})));
}

TEST(Combined, OfOneConditionIsPlainGuidance) {
    const auto outputs = seeded({2, 4, 3, 3}, 1);
    const auto halves = outputs.chunk(2);
    EXPECT_TRUE(combined(halves[0], {halves[1]}, {1}, 7.5).equal(guided(outputs, 7.5)));
}

TEST(Rescaled, BringsTheSpreadBackByItsShare) {
    const auto conditional = seeded({2, 4, 8, 8}, 2);
    const auto guidedOutput = 3 * seeded({2, 4, 8, 8}, 3) + 1;
    const auto spread = [](const at::Tensor& t) { return t.flatten(1).std(1); };
    EXPECT_TRUE(at::allclose(spread(rescaled(guidedOutput, conditional, 1)), spread(conditional), 1e-5));
    EXPECT_TRUE(rescaled(guidedOutput, conditional, 0).equal(guidedOutput));
    const auto half = rescaled(guidedOutput, conditional, 0.5);
    EXPECT_TRUE(at::allclose(half, (guidedOutput + rescaled(guidedOutput, conditional, 1)) / 2, 1e-5));
}

} // namespace
} // namespace latentbrush::sampling
