#include "sampling/predictions.h"

#include <gtest/gtest.h>

namespace latentbrush::sampling {
namespace {

using catalogue::PredictionType;

/// A perfect network says `trainingTarget`; what is read out of it must be what was put in. Each conversion
/// is a few fp32 operations on numbers below 5, and dividing by signal or noise (≥ 0.1 here) magnifies their
/// rounding by at most 10: 3 · 2⁻²⁴ · 5 · 10 = 9e-6.
constexpr double kRounding = 9e-6;

class Predictions : public testing::TestWithParam<PredictionType> {};

TEST_P(Predictions, OfAPerfectNetworkGiveBackLatentsAndNoise) {
    at::manual_seed(7);
    const at::Tensor clean = at::randn({3, 4, 5, 6});
    const at::Tensor noise = at::randn({3, 4, 5, 6});
    const at::Tensor alphaBars = at::tensor({0.01F, 0.5F, 0.98F});
    const at::Tensor noisy = addNoise(clean, noise, alphaBars);
    const at::Tensor output = trainingTarget(GetParam(), clean, noise, alphaBars);
    for (int i = 0; i < 3; ++i) {
        const auto level = NoiseLevel::fromAlphaBar(alphaBars[i].item<float>());
        const at::Tensor z = cleanEstimate(GetParam(), noisy[i], output[i], level);
        const at::Tensor e = noiseEstimate(GetParam(), noisy[i], output[i], level);
        EXPECT_LT((z - clean[i]).abs().max().item<double>(), kRounding) << "picture " << i;
        EXPECT_LT((e - noise[i]).abs().max().item<double>(), kRounding) << "picture " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Types, Predictions,
                         testing::Values(PredictionType::Epsilon, PredictionType::V, PredictionType::Sample));

TEST(AddNoise, TakesEachPicturesOwnLevel) {
    const at::Tensor clean = at::full({2, 1, 2, 2}, 2.0F);
    const at::Tensor noise = at::full({2, 1, 2, 2}, -3.0F);
    const at::Tensor noisy = addNoise(clean, noise, at::tensor({0.0F, 0.25F}));
    EXPECT_TRUE(noisy[0].equal(noise[0]));
    EXPECT_NEAR(noisy[1][0][0][0].item<double>(), 0.5 * 2 - std::sqrt(0.75) * 3, 1e-6);
}

TEST(NoiseLevels, OfSigmaAndOfAlphaBarAgree) {
    const auto level = NoiseLevel::fromSigma(3);
    EXPECT_NEAR(level.sigma(), 3, 1e-15);
    const auto same = NoiseLevel::fromAlphaBar(1 / (1 + 9.0));
    EXPECT_NEAR(same.signal, level.signal, 1e-15);
    EXPECT_NEAR(same.noise, level.noise, 1e-15);
    EXPECT_EQ(NoiseLevel::fromSigma(0), (NoiseLevel{1, 0}));
}

} // namespace
} // namespace latentbrush::sampling
