#pragma once

#include <ATen/ATen.h>

namespace latentbrush::trainer {

/// Muon's step for a weight [out, …] of a hidden layer (Jordan et al., 2024; the scale of arXiv 2502.16982):
/// the momentum of the gradient, its singular values all moved near 1. Directions that a batch rarely shows
/// (one colour of one kind) are learned as fast as those it always shows, which AdamW's scale for each number
/// by itself does not give.
///
/// Moves `weight` in place by −learningRate · 0.2 √max(rows, columns) · the orthogonalised Nesterov momentum
/// (its numbers come out about as large as AdamW's, so that one learning rate serves both) and by weight
/// decay. `momentum` has the weight's shape, is zero at first, and is updated. All fp32.
void moveOrthogonally(at::Tensor weight, const at::Tensor& gradient, at::Tensor momentum, double learningRate,
                      double weightDecay);

/// U Vᵀ of the singular value decomposition of `matrix` [m,n], roughly: five Newton-Schulz steps leave the
/// singular values between 0.7 and 1.2.
at::Tensor orthogonalised(const at::Tensor& matrix);

} // namespace latentbrush::trainer
