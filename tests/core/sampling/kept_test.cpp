#include "sampling/kept.h"

#include "sampling/predictions.h"

#include <gtest/gtest.h>

namespace latentbrush::sampling {
namespace {

using catalogue::PredictionType;

at::Tensor drawn(std::uint64_t seed) {
    return at::randn({1, 4, 2, 3}, at::detail::createCPUGenerator(seed));
}

/// One cell of each: kept, a quarter, half, three quarters, and all repainted twice.
at::Tensor shares() {
    return at::tensor({0.f, 0.25f, 0.5f, 0.75f, 1.f, 1.f}).view({1, 1, 2, 3});
}

/// What the mixed output says the clean latents are.
at::Tensor cleanAfter(Kept::Edge edge, double sigma, double done) {
    const auto level = NoiseLevel::fromSigma(sigma);
    const auto latents = drawn(3);
    const auto output = outputImplying(PredictionType::V, latents, drawn(2), level);
    const Kept kept{drawn(1), shares(), edge};
    return cleanEstimate(PredictionType::V, latents,
                         kept.inOutput({PredictionType::V, latents, output, level}, done), level);
}

at::Tensor cell(const at::Tensor& latents, int index) {
    return latents.flatten(2).select(2, index);
}

testing::AssertionResult near(const at::Tensor& a, const at::Tensor& b) {
    if (at::allclose(a, b, 1e-4, 1e-4))
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << (a - b).abs().max().item<float>() << " apart";
}

TEST(Kept, MixedIsLinearAtEveryLevel) {
    for (const double sigma : {0.1, 1., 10.})
        EXPECT_TRUE(
            near(cleanAfter(Kept::Edge::Mixed, sigma, 0), drawn(1) + shares() * (drawn(2) - drawn(1))));
}

TEST(Kept, GradualLetsGoOfOnePlaceAfterTheOther) {
    struct Row {
        double done;
        int freed; // of the six cells, from the last
    };
    for (const auto& [done, freed] : {Row{0, 2}, {0.2, 2}, {0.25, 3}, {0.5, 4}, {0.75, 5}, {0.95, 5}}) {
        const auto clean = cleanAfter(Kept::Edge::Gradual, 1, done);
        for (int i = 0; i < 6; ++i)
            EXPECT_TRUE(near(cell(clean, i), cell(drawn(i >= 6 - freed ? 2 : 1), i))) << done << ' ' << i;
    }
}

TEST(Kept, SoftIsFreerAsTheNoiseFalls) {
    double before = 0;
    for (const double sigma : {10., 2., 0.5, 0.01}) {
        const auto clean = cleanAfter(Kept::Edge::Soft, sigma, 0);
        EXPECT_TRUE(near(cell(clean, 0), cell(drawn(1), 0)));
        EXPECT_TRUE(near(cell(clean, 5), cell(drawn(2), 5)));
        const auto way = cell(drawn(2), 2) - cell(drawn(1), 2);
        const auto gone = ((cell(clean, 2) - cell(drawn(1), 2)) * way).sum() / way.square().sum();
        EXPECT_GT(gone.item<double>(), before) << sigma;
        before = gone.item<double>();
    }
    EXPECT_GT(before, 0.9);
}

// Half of two latents that point apart is short; a soft edge has the length that the two have.
TEST(Kept, SoftKeepsTheLength) {
    const auto level = NoiseLevel::fromSigma(2); // the share is repaint to the power of 1
    const auto one = at::tensor({3.f, 0.f, 0.f, 0.f}).view({1, 4, 1, 1});
    const auto other = at::tensor({0.f, 3.f, 0.f, 0.f}).view({1, 4, 1, 1});
    const auto latents = at::zeros({1, 4, 1, 1});
    const Kept kept{one, at::full({1, 1, 1, 1}, 0.5), Kept::Edge::Soft};
    const auto clean =
        cleanEstimate(PredictionType::Sample, latents,
                      kept.inOutput({PredictionType::Sample, latents, other, level}, 0), level);
    EXPECT_NEAR(clean.norm().item<float>(), 3, 1e-3);
    EXPECT_NEAR(clean[0][0][0][0].item<float>(), clean[0][1][0][0].item<float>(), 1e-5);
}

TEST(Kept, TheStartIsNoiseWhereAllIsRepainted) {
    const Kept kept{drawn(1), shares()};
    const auto start = kept.inStart(drawn(5), drawn(6));
    for (int i = 0; i < 6; ++i)
        EXPECT_TRUE(at::equal(cell(start, i), cell(drawn(i < 4 ? 6 : 5), i))) << i;
}

TEST(Kept, TheResultIsThePictureWhereMixedKeepsIt) {
    const Kept kept{drawn(1), shares(), Kept::Edge::Mixed};
    EXPECT_TRUE(at::equal(cell(kept.inResult(drawn(2)), 0), cell(drawn(1), 0)));
    for (const auto edge : {Kept::Edge::Gradual, Kept::Edge::Soft})
        EXPECT_TRUE(at::equal((Kept{drawn(1), shares(), edge}).inResult(drawn(2)), drawn(2)));
}

} // namespace
} // namespace latentbrush::sampling
