#pragma once

#include <cstdint>

namespace latentbrush::kernels {

// What the files of the single instruction sets and their caller share. Plain values and no inline function:
// those files are compiled for CPUs that the program may not run on, and the linker keeps one copy of an
// inline function, whosever it is.

constexpr std::int64_t kWidestHead = 512;

/// Rows of numbers in memory, one row a token: row i begins `i * stride` numbers after `first`.
struct Rows {
    const void* first = nullptr;
    std::int64_t stride = 0;
};

/// The keys and values of one head.
struct KeysAndValues {
    Rows keys;
    Rows values;
    std::int64_t count = 0; ///< at least 1
    std::int64_t width = 0; ///< numbers a row; a multiple of 8, kWidestHead at most
};

/// One piece of work: at most AttentionKernel::queries queries of one head.
struct AttentionTask {
    Rows queries;
    std::int64_t queryCount = 0;
    const float* packed = nullptr; ///< what `pack` made of the head's keys and values
    std::int64_t keyCount = 0;
    std::int64_t width = 0;
    float scale = 1;        ///< above 0: weights are the softmax of `scale * query · key`
    void* output = nullptr; ///< the row of the first query; numbers in the format of the inputs
    std::int64_t outputStride = 0;
    float* logSumExp = nullptr; ///< of the first query: ln Σ exp(scale * query · key)
    std::int64_t logSumExpStride = 0;
    float* scratch = nullptr; ///< `scratchFloats` floats, 64-byte aligned, this task's own
};

/// Attention for inference on one instruction set and one number format. Sums are fp32; a query's answer
/// depends on that query and the head alone, not on how queries were cut into tasks. NaN makes NaN.
struct AttentionKernel {
    std::int64_t queries;
    std::int64_t (*packedFloats)(std::int64_t keyCount, std::int64_t width);
    void (*pack)(const KeysAndValues& head, float* packed);
    std::int64_t (*scratchFloats)(std::int64_t width);
    void (*attend)(const AttentionTask& task);
};

extern const AttentionKernel kAttentionAvx2Float;    ///< AVX2 and FMA
extern const AttentionKernel kAttentionAvx2Bfloat;   ///< computes in fp32
extern const AttentionKernel kAttentionAvx512Float;  ///< AVX-512 F, BW, DQ, VL
extern const AttentionKernel kAttentionAvx512Bfloat; ///< computes in fp32
extern const AttentionKernel
    kAttentionAvx512Bf16; ///< and AVX512_BF16: products of bf16, weights rounded to bf16

} // namespace latentbrush::kernels
