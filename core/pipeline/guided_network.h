#pragma once

#include "bundles/loaded_model.h"
#include "pipeline/conditioning.h"
#include "request/steering.h"

namespace latentbrush::pipeline {

/// How a prompt steers the network.
struct Guidance {
    double scale = 7;
    Steering steering{};
    int steps = 1; ///< of the plan: what the shares of `steering` and the stages of a prompt count

    /// Whether the step after `done` ones is within steering's start and end.
    bool isOnAt(int done) const;
};

/// The UNet as a sampler wants it: runs it for what the prompts say at the current step and mixes the
/// answers. One picture at a time. Exceptions of LibTorch fly through.
class GuidedNetwork {
public:
    /// `surroundings` [1,C',h,w] are concatenated to the latents; undefined: nothing. The conditionings and
    /// the model must outlive this.
    GuidedNetwork(bundles::LoadedModel& model, const Conditioning& positive, const Conditioning& negative,
                  const Guidance& guidance, at::Tensor surroundings);

    /// Latents [1,C,h,w] as the network eats them → the guided output, fp32.
    at::Tensor operator()(const at::Tensor& latents, double timestep) const;

    /// The next calls belong to the step after these.
    void setStepsDone(int steps) { m_done = steps; }

private:
    bool isDistilled() const;
    std::vector<at::Tensor> outputsFor(const std::vector<const TextStates*>& rows, const at::Tensor& latents,
                                       double timestep) const;
    at::Tensor run(const std::vector<const TextStates*>& rows, const at::Tensor& latents,
                   double timestep) const;
    at::Tensor perturbedOutput(const TextStates& states, const at::Tensor& latents, double timestep) const;
    std::vector<torch::jit::IValue> inputsOf(const std::vector<const TextStates*>& rows,
                                             const at::Tensor& latents, double timestep) const;

    bundles::LoadedModel& m_model;
    const Conditioning& m_positive;
    const Conditioning& m_negative;
    const Guidance m_guidance;
    at::Tensor m_surroundings;
    int m_done = 0;
};

/// The guidance scale as a UNet that was distilled from guided steps takes it [1,width] (LCM;
/// formats.md 6.3): sines, then cosines, of (scale − 1)·1000 at the frequencies 10000^(−k/(width/2 − 1)), in
/// fp32.
at::Tensor guidanceEmbedding(double scale, int width);

} // namespace latentbrush::pipeline
