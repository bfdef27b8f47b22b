#pragma once

#include <cmath>
#include <torch/script.h>

namespace latentbrush::sampling {

// The closed forms of tests/golden/make_samplers.py.

constexpr int kCount = 16;

inline at::Tensor toyNoise(int draw) {
    at::Tensor values = at::empty({1, 4, 2, 2}, at::kFloat);
    for (int k = 0; k < kCount; ++k)
        values.data_ptr<float>()[k] =
            static_cast<float>(std::sqrt(2.0) * std::sin(12.9898 * (kCount * draw + k) + 4.1414 * (k % 7)));
    return values;
}

inline at::Tensor toyNetwork(const at::Tensor& latents, double timestep) {
    return at::tanh(0.7 * latents) * std::cos(timestep / 500) + 0.05 * latents;
}

} // namespace latentbrush::sampling
