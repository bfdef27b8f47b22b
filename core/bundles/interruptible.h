#pragma once

#include <torch/script.h>

namespace latentbrush::bundles {

/// One convolution of a decoder at 512×512 takes up to 1.4 s on two cores: too long for a cancel. These forms
/// give the same bits, in pieces of about a fifth of a second with a stop point between them, where the work
/// on the CPU is large; all else goes to LibTorch as it is.

/// 2-D convolution in strips of rows: stride 1, no dilation, odd kernel, output as large as the input.
at::Tensor convolution(const at::Tensor& input, const at::Tensor& weight,
                       const std::optional<at::Tensor>& bias, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation, std::int64_t groups);

/// Scaled dot product attention in pieces of queries: no mask, no dropout, not causal.
at::Tensor attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                     const std::optional<at::Tensor>& mask, double dropout, bool causal,
                     std::optional<double> scale, bool groupedQueries);

/// Replaces the node's operator by the form above, if there is one.
void makeInterruptible(torch::jit::Node& node);

/// Floating point operations above which work is cut, and how large a piece is. Tests lower it.
void setPieceSize(double operations);

} // namespace latentbrush::bundles
