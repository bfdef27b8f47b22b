#include "sampling/guidance.h"

#include <gtest/gtest.h>

namespace latentbrush::sampling {
namespace {

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

} // namespace
} // namespace latentbrush::sampling
