#pragma once

#include "bundles/loaded_model.h"
#include "pipeline/conditioning.h"
#include "pipeline/controls.h"
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

/// What a network is shown beside the latents; undefined and empty: nothing.
struct BesideLatents {
    at::Tensor surroundings{};       ///< [1,C',h,w], concatenated to the latents
    std::optional<int> noiseLevel{}; ///< how noisy those surroundings are (x4 upscaler)
    std::vector<Control> controls{};
};

/// The UNet as a sampler wants it: runs it for what the prompts say at the current step and mixes the
/// answers. One picture at a time. Exceptions of LibTorch fly through.
class GuidedNetwork {
public:
    /// The conditionings and the model must outlive this.
    GuidedNetwork(bundles::LoadedModel& model, const Conditioning& positive, const Conditioning& negative,
                  const Guidance& guidance, BesideLatents beside = {});

    /// Latents [1,C,h,w] as the network eats them → the guided output, fp32.
    at::Tensor operator()(const at::Tensor& latents, double timestep);

    /// The next calls belong to the step after these.
    void setStepsDone(int steps) { m_done = steps; }

private:
    struct Row {
        const TextStates* states;
        bool negative;
    };
    using Rows = std::vector<Row>;
    using Inputs = std::vector<torch::jit::IValue>;

    bool isDistilled() const;
    std::vector<at::Tensor> outputsFor(const Rows& rows, const at::Tensor& latents, double timestep);
    at::Tensor run(const Rows& rows, const at::Tensor& latents, double timestep, bool perturbed = false);
    Inputs inputsOf(const Rows& rows, const at::Tensor& sample, double timestep) const;

    bundles::LoadedModel& m_model;
    const Conditioning& m_positive;
    const Conditioning& m_negative;
    const Guidance m_guidance;
    BesideLatents m_beside;
    int m_done = 0;
};

/// The guidance scale as a UNet that was distilled from guided steps takes it [1,width] (LCM;
/// formats.md 6.3): sines, then cosines, of (scale − 1)·1000 at the frequencies 10000^(−k/(width/2 − 1)), in
/// fp32.
at::Tensor guidanceEmbedding(double scale, int width);

} // namespace latentbrush::pipeline
