#pragma once

#include <torch/script.h>
#include <vector>

namespace latentbrush::pipeline {

/// A ControlNet at work on a job.
struct Control {
    torch::jit::Module network;
    at::Tensor hint;   ///< [1,C,H,W] in [0,1]
    double weight = 1; ///< of what it says
    /// The share of the steps that it begins and ends at.
    double start = 0;
    double end = 1;
    bool guess = false;  ///< as ControlUse has it
    bool pooled = false; ///< it says the same everywhere, and speaks to the prompt's side alone

    /// Whether the step after `done` of `steps` lies within start and end, as diffusers counts it.
    bool isOnAt(int done, int steps) const;
};

/// What the ControlNets that are on at the step after `done` ones add to the UNet's states: their residuals,
/// weighed and summed (formats.md 5.2); empty where none is on. `inputs` are those of the UNet with the
/// latents alone as sample, for a batch whose first `negatives` rows belong to the negative prompt; hints go
/// behind them. Exceptions of LibTorch fly through.
c10::List<at::Tensor> residualsOf(std::vector<Control>& controls,
                                  const std::vector<torch::jit::IValue>& inputs, std::int64_t negatives,
                                  int done, int steps);

} // namespace latentbrush::pipeline
