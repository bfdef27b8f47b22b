#include "orthogonal_updates.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::trainer {

at::Tensor orthogonalised(const at::Tensor& matrix) {
    // The quintic of Muon: steep at 0, so that small singular values grow fast, at the price of ending
    // near 1.
    constexpr double kLinear = 3.4445, kCubic = -4.7750, kQuintic = 2.0315;
    constexpr int kSteps = 5;
    if (matrix.size(0) > matrix.size(1))
        return orthogonalised(matrix.t()).t();
    const auto x = matrix / (matrix.norm() + 1e-7);
    // x is multiplied from the left alone, by polynomials of x xᵀ: these are worked out on the small square,
    // and x itself is touched twice.
    auto square = at::mm(x, x.t());
    at::Tensor whole;
    for (int i = 0; i < kSteps; ++i) {
        auto step = at::addmm(square, square, square, kCubic, kQuintic);
        step.diagonal().add_(kLinear);
        whole = whole.defined() ? at::mm(step, whole) : step;
        if (i + 1 < kSteps)
            square = at::mm(step, at::mm(step, square));
    }
    return at::mm(whole, x);
}

void moveOrthogonally(at::Tensor weight, const at::Tensor& gradient, at::Tensor momentum, double learningRate,
                      double weightDecay) {
    constexpr double kMomentum = 0.95;
    momentum.lerp_(gradient, 1 - kMomentum);
    const auto ahead = at::lerp(gradient, momentum, kMomentum).flatten(1);
    const auto update = orthogonalised(ahead);
    const double scale = 0.2 * std::sqrt(static_cast<double>(std::max(ahead.size(0), ahead.size(1))));
    weight.mul_(1 - learningRate * weightDecay);
    weight.add_(update.view_as(weight), -learningRate * scale);
}

} // namespace latentbrush::trainer
