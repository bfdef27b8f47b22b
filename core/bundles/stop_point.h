#pragma once

#include "base/stop_token.h"

#include <torch/script.h>

namespace latentbrush::bundles {

/// The rewrite for inference that lets a cancel through. Every heavy operator (convolution, linear, matrix
/// product, attention, normalisation) of every method of the module and its children gets the operator
/// `latentbrush::stop_point() -> ()` before it, which computes nothing and costs under a microsecond;
/// convolutions and attentions are replaced by forms that do large work on the CPU in pieces with a stop
/// point between them (interruptible.h). Works on foreign traced and scripted modules too. Do it after
/// loading and before the first call; never save a rewritten module: saved ones hold aten operators alone.
/// Returns how many stop points were inserted.
int insertStopPoints(torch::jit::Module& module);

/// While one lives, stop points that run on this thread look at its token and throw once it says Now. What
/// arrives at the caller is TorchScript's std::runtime_error: look at the token to know what it was. The
/// module stays usable.
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

/// Throws when this thread's StopScope says Now.
void stopIfAsked();

} // namespace latentbrush::bundles
