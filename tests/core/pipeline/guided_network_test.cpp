#include "pipeline/guided_network.h"

#include <gtest/gtest.h>

namespace latentbrush::pipeline {
namespace {

TEST(GuidanceEmbedding, IsWhatDistilledNetworksWereShown) {
    // diffusers' get_guidance_scale_embedding(8.5 - 1, embedding_dim=8); angles up to 7500 in fp32.
    const auto wanted = torch::tensor({-0.8512, 0.5627, -0.4352, 0.6816, -0.5248, -0.8267, -0.9003, 0.7317});
    const auto embedding = guidanceEmbedding(8.5, 8);
    EXPECT_EQ(embedding.sizes(), at::IntArrayRef({1, 8}));
    EXPECT_LT((embedding[0] - wanted).abs().max().item<double>(), 7500 * 0x1p-23 + 5e-5);
}

TEST(Guidance, IsOnWithinItsShareOfTheSteps) {
    Guidance guidance;
    guidance.steps = 10;
    guidance.steering.start = 0.2;
    guidance.steering.end = 0.5;
    std::vector<int> on;
    for (int done = 0; done < 10; ++done)
        if (guidance.isOnAt(done))
            on.push_back(done);
    EXPECT_EQ(on, (std::vector<int>{2, 3, 4}));
}

} // namespace
} // namespace latentbrush::pipeline
