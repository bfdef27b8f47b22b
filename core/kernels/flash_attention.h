#pragma once

#include "kernels/attention_kernel.h"
#include "kernels/instruction_set.h"

#include <torch/script.h>

namespace latentbrush::kernels {

/// What scaled_dot_product_attention asks of the CPU, as LibTorch hands it down. Queries [B,H,N,D], keys and
/// values [B,H,M,D], any strides.
struct AttentionCall {
    const at::Tensor& query;
    const at::Tensor& key;
    const at::Tensor& value;
    double dropout = 0;
    bool causal = false;
    bool masked = false;
    std::optional<double> scale = std::nullopt; ///< 1/√D unless given
};

/// The kernel for the call on that instruction set, nullptr where LibTorch's own has to serve. Ours are for
/// inference in fp32 and bf16: no mask, causal flag or dropout, no gradient wanted, all three tensors of one
/// format with rows side by side in memory (last stride 1), D a multiple of 8 up to 512.
const AttentionKernel* kernelFor(const AttentionCall& call, InstructionSet set);

/// The kernel that serves the call once installed: that of `instructionSet()`, except for bf16 where the CPU
/// has AMX, which LibTorch's own uses and ours do not.
const AttentionKernel* servingKernel(const AttentionCall& call);

/// The answer [B,H,N,D], its axes in memory in the order of the queries' as LibTorch's own, and ln Σ
/// exp(score) [B,H,N] in fp32. The same bytes for any number of threads, in any batch and with any other
/// queries beside.
std::tuple<at::Tensor, at::Tensor> flashAttention(const AttentionCall& call, const AttentionKernel& kernel);

/// Registers the above in place of LibTorch's own in this process, on `instructionSet()`, which it returns:
/// every scaled_dot_product_attention on the CPU goes that way, in foreign modules too. What no kernel of
/// ours is for goes on to LibTorch's. Later calls only return the set. Any thread; call it before networks
/// run.
InstructionSet install();

} // namespace latentbrush::kernels
