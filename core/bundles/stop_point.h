#pragma once

#include "base/stop_token.h"

#include <torch/script.h>

namespace latentbrush::bundles {

/// The rewrite for inference that lets a cancel through: puts the operator `latentbrush::stop_point() -> ()`
/// before every heavy operator (convolution, linear, matrix product, attention) of every method of the module
/// and its children. It computes nothing, so outputs stay bit-equal; it costs under a microsecond each.
/// Works on foreign traced and scripted modules too. Do it after loading and before the first call; never save
/// a rewritten module (saved ones hold aten operators alone).
/// Returns how many were inserted.
int insertStopPoints(torch::jit::Module& module);

/// While one lives, stop points that run on this thread look at its token and throw once it says Now. What
/// arrives at the caller is TorchScript's std::runtime_error: look at the token to know what it was. The module
/// stays usable.
class StopScope {
public:
    explicit StopScope(StopToken token);
    ~StopScope();
    StopScope(const StopScope&) = delete;
    StopScope& operator=(const StopScope&) = delete;

private:
    StopToken m_token;
    const StopToken* m_outer;
};

} // namespace latentbrush::bundles
