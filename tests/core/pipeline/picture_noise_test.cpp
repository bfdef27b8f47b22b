#include "pipeline/picture_noise.h"

#include <cmath>
#include <gtest/gtest.h>

namespace latentbrush::pipeline {
namespace {

at::Tensor noiseOf(std::uint64_t seed) {
    return PictureNoise(NoiseSource::Cpu, seed).next({1, 4, 8, 6});
}

/// AUTOMATIC1111's slerp, number by number: of each channel's columns.
at::Tensor between(const at::Tensor& first, const at::Tensor& second, double share) {
    auto result = at::zeros_like(first);
    const auto a = first.accessor<float, 4>(), b = second.accessor<float, 4>();
    auto out = result.accessor<float, 4>();
    for (int c = 0; c < first.size(1); ++c)
        for (int x = 0; x < first.size(3); ++x) {
            double dot = 0, lengthA = 0, lengthB = 0;
            for (int y = 0; y < first.size(2); ++y) {
                dot += double(a[0][c][y][x]) * b[0][c][y][x];
                lengthA += double(a[0][c][y][x]) * a[0][c][y][x];
                lengthB += double(b[0][c][y][x]) * b[0][c][y][x];
            }
            const double angle = std::acos(dot / std::sqrt(lengthA * lengthB));
            for (int y = 0; y < first.size(2); ++y)
                out[0][c][y][x] = static_cast<float>((std::sin((1 - share) * angle) * a[0][c][y][x] +
                                                      std::sin(share * angle) * b[0][c][y][x]) /
                                                     std::sin(angle));
        }
    return result;
}

TEST(BetweenNoises, GoesAlongTheSphereColumnByColumn) {
    const auto first = noiseOf(1), second = noiseOf(2);
    for (const double share : {0.0, 0.1, 0.5, 0.8, 1.0})
        EXPECT_TRUE(betweenNoises(first, second, share).allclose(between(first, second, share), 1e-5, 1e-6))
            << share;
    EXPECT_TRUE(betweenNoises(first, second, 0).allclose(first, 1e-6, 1e-7));
    EXPECT_TRUE(betweenNoises(first, second, 1).allclose(second, 1e-6, 1e-7));
    // Half of two independent ones along a line would be too short.
    EXPECT_GT(betweenNoises(first, second, 0.5).std().item<double>(),
              (first * 0.5 + second * 0.5).std().item<double>() * 1.2);
}

TEST(BetweenNoises, OfOneDirectionGoesStraight) {
    const auto first = noiseOf(1);
    EXPECT_TRUE(betweenNoises(first, first * 2, 0.25).allclose(first * 1.25, 1e-6, 1e-7));
}

TEST(LaidInto, PutsMiddleOnMiddleWhetherLargerOrSmaller) {
    const auto around = at::zeros({1, 4, 8, 10});
    const auto small = at::ones({1, 4, 4, 6});
    const auto laid = laidInto(around.clone(), small);
    EXPECT_EQ(laid.sum().item<float>(), 4 * 4 * 6);
    EXPECT_TRUE(laid.narrow(2, 2, 4).narrow(3, 2, 6).equal(small));
    auto large = at::arange(12 * 14, at::kFloat).view({1, 1, 12, 14}).expand({1, 4, 12, 14}).clone();
    EXPECT_TRUE(laidInto(around.clone(), large).equal(large.narrow(2, 2, 8).narrow(3, 2, 10)));
}

} // namespace
} // namespace latentbrush::pipeline
