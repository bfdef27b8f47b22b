#pragma once

#include <torch/script.h>

namespace latentbrush::tensors {

/// The normal noise that `torch.randn(shape, generator=cuda, seed)` draws on a GPU, computed on the CPU
/// (AUTOMATIC1111's "NV"): Philox 4×32-10 with the seed as key, one counter a number, and Box-Muller on its
/// first two words (peers.md 3.5). Each draw moves the counter's offset by one.
class PhiloxNoise {
public:
    explicit PhiloxNoise(std::uint64_t seed) : m_seed(seed) {}

    /// Unit normal, fp32, on the CPU.
    at::Tensor next(at::IntArrayRef shape);

private:
    std::uint64_t m_seed;
    std::uint32_t m_offset = 0;
};

} // namespace latentbrush::tensors
