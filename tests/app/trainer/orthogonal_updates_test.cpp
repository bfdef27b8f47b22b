#include "orthogonal_updates.h"

#include <gtest/gtest.h>
#include <torch/script.h>

namespace latentbrush::trainer {
namespace {

at::Tensor noise(at::IntArrayRef shape, std::uint64_t seed) {
    return at::randn(shape, at::detail::createCPUGenerator(seed));
}

TEST(Orthogonalised, SingularValuesComeNearOne) {
    for (const auto& [rows, columns] : {std::pair{16, 16}, {24, 90}, {90, 24}}) {
        const auto matrix = noise({rows, columns}, 3);
        const auto values = at::linalg_svdvals(orthogonalised(matrix));
        // A square matrix of noise has a singular value near 0, which five steps do not bring up whole.
        EXPECT_LT(values.max().item<float>(), 1.25) << rows;
        if (rows != columns) {
            EXPECT_GT(values.min().item<float>(), 0.65) << rows;
        }
    }
}

TEST(Orthogonalised, KeepsTheDirections) {
    const auto matrix = noise({20, 60}, 5);
    const auto [u, values, vt] = at::linalg_svd(matrix, false);
    const auto inside = at::mm(u.t(), at::mm(orthogonalised(matrix), vt.t())); // diagonal in the same frame
    EXPECT_LT((inside - inside.diagonal().diag()).abs().max().item<float>(), 1e-3);
    EXPECT_GT(inside.diagonal().min().item<float>(), 0.65);
}

TEST(MoveOrthogonally, MovesAsFarWhateverTheGradientsSize) {
    const auto gradient = noise({32, 8, 3, 3}, 7);
    const auto moved = [&](double size) {
        auto weight = at::zeros_like(gradient);
        moveOrthogonally(weight, gradient * size, at::zeros_like(gradient), 0.01, 0);
        return weight;
    };
    const auto step = moved(1);
    EXPECT_LT((moved(1000) - step).abs().max().item<float>(), 1e-6);
    EXPECT_LT((step * gradient).sum().item<float>(), 0); // downhill
    // 32 singular values near 1 over 32 x 72 numbers, times 0.2 sqrt(72): a fifth each.
    EXPECT_NEAR(step.pow(2).mean().sqrt().item<float>() / 0.01, 0.2, 0.05);
}

TEST(MoveOrthogonally, LearnsALinearMap) {
    const auto wanted = noise({8, 12}, 9);
    auto weight = at::zeros({8, 12});
    auto momentum = at::zeros({8, 12});
    for (int i = 0; i < 300; ++i)
        moveOrthogonally(weight, weight - wanted, momentum, 0.2 * (300 - i) / 300, 0);
    EXPECT_LT((weight - wanted).abs().max().item<float>(), 0.05);
}

} // namespace
} // namespace latentbrush::trainer
