#pragma once

#include <torch/script.h>

namespace latentbrush::pipeline {

/// One picture's randomness: a generator of its own on the CPU, whatever the device. The initial noise is its
/// first draw (what torch.manual_seed(seed); torch.randn(shape) gives), a stochastic sampler's noise its next
/// ones, so that a picture does not depend on its place in a batch.
class PictureNoise {
public:
    explicit PictureNoise(std::uint64_t seed) : m_generator(at::detail::createCPUGenerator(seed)) {}

    /// Unit normal, fp32.
    at::Tensor next(at::IntArrayRef shape) { return at::randn(shape, m_generator, at::kFloat); }

private:
    at::Generator m_generator;
};

} // namespace latentbrush::pipeline
