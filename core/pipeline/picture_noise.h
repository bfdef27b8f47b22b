#pragma once

#include "request/steering.h"
#include "tensors/philox_noise.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/script.h>
#include <variant>

namespace latentbrush::pipeline {

/// One picture's randomness: a generator of its own on the CPU, whatever the device. The initial noise is its
/// first draw (what torch.manual_seed(seed); torch.randn(shape) gives, or with Philox what that gives on a
/// GPU), a stochastic sampler's noise its next ones, so that a picture does not depend on its place in a
/// batch.
class PictureNoise {
public:
    PictureNoise(NoiseSource source, std::uint64_t seed);

    /// Unit normal, fp32.
    at::Tensor next(at::IntArrayRef shape);

private:
    std::variant<at::Generator, tensors::PhiloxNoise> m_generator;
};

/// Noise of one size within that of another [1,C,h,w]: its middle over the other's middle, so that a picture
/// of another size keeps what the seed shows (AUTOMATIC1111's "seed resize").
at::Tensor laidInto(at::Tensor around, const at::Tensor& middle);

/// Between two noises [1,C,h,w] of unit variance along the sphere, which keeps their length (peers.md 3.5):
/// `share` of the second, column by column of each channel, as AUTOMATIC1111 does it.
at::Tensor betweenNoises(const at::Tensor& first, const at::Tensor& second, double share);

} // namespace latentbrush::pipeline
