#pragma once

#include "sampling/sampler.h"

namespace latentbrush::sampling {

/// Classifier-free guidance (Ho & Salimans 2021; formats.md 6.5): u + w·(c − u). Linear, so that it serves
/// every prediction type.

/// False for w = 1, which is the conditional output alone: the unconditional half need not be computed.
bool needsUnconditional(double scale);

/// Outputs of a batch in the order [uncond, cond], [2B,C,h,w] → guided output [B,C,h,w], fp32.
at::Tensor guided(const at::Tensor& outputs, double scale);

/// Several conditional outputs at once ("AND"): u + Σ w·weight_i·(c_i − u), fp32. One weight a condition.
at::Tensor combined(const at::Tensor& unconditional, const std::vector<at::Tensor>& conditional,
                    const std::vector<double>& weights, double scale);

/// CFG rescale (Lin et al. 2023): the guided output [B,C,h,w] brought back to the spread of the conditional
/// one, picture by picture; `share` of it, 0 to 1.
at::Tensor rescaled(const at::Tensor& guided, const at::Tensor& conditional, double share);

/// The network as a sampler wants it. `network` gets the latents twice, [2B,C,h,w], to be run with the
/// contexts [uncond, cond]; with w = 1 it gets them once, [B,C,h,w], for the conditional context alone.
Denoise withGuidance(double scale, Denoise network);

} // namespace latentbrush::sampling
