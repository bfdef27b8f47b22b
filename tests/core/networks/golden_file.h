#pragma once

#include "tensors/state_dict.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <sstream>
#include <stdexcept>
#include <string>

namespace latentbrush::networks {

/// Weights, inputs and outputs of one case of tests/golden/networks (make_networks.py).
inline tensors::StateDict goldenFile(const std::string& name) {
    auto file = tensors::readStateDict(LATENTBRUSH_GOLDEN "/networks/" + name + ".safetensors");
    if (!file)
        throw std::runtime_error(file.error().subject + ' ' + file.error().detail);
    return std::move(*file);
}

/// Relative to the largest number that is expected.
inline float relativeError(const at::Tensor& output, const at::Tensor& expected) {
    if (output.sizes() != expected.sizes())
        throw std::runtime_error("another shape");
    return ((output - expected).abs().max() / expected.abs().max()).item<float>();
}

/// What the project promises for each network. The error is among the test's properties
/// (--gtest_output=json), from which a table of them is made.
inline void expectGolden(const at::Tensor& output, const at::Tensor& expected, const std::string& name) {
    const float error = relativeError(output, expected);
    std::ostringstream text;
    text << error;
    testing::Test::RecordProperty("relative_error_of_" + name, text.str());
    EXPECT_LT(error, 1e-4F) << name;
}

} // namespace latentbrush::networks
