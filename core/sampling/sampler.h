#pragma once

#include "catalogue/configs.h"
#include "sampling/grid.h"
#include "sampling/kept.h"

#include <functional>
#include <torch/script.h>

namespace latentbrush::sampling {

/// One call of the network: latents as it eats them, in variance-preserving form signal·z + noise·ε,
/// [B,C,h,w], fp32, and the timestep (may be fractional) → its raw output of the same shape, guidance already
/// applied. Any dtype may come back; samplers keep their state in fp32. May throw to stop.
using Denoise = std::function<at::Tensor(const at::Tensor& latents, double timestep)>;

/// The noise that a stochastic sampler adds at step i: unit normal, the latents' shape. Called at most once a
/// step, in rising order; deterministic samplers never call it. DPM++ SDE draws twice a step: 2i and 2i + 1.
using StepNoise = std::function<at::Tensor(int step)>;

/// Called after each step with the number of steps done and the estimate of the clean latents that the step
/// was made with (unscaled model space, like z), for previews. May throw to stop.
using StepDone = std::function<void(int stepsDone, const at::Tensor& cleanEstimate)>;

/// All that a sampler needs beside its initial noise. Each sampler is a function (run, unit noise [B,C,h,w])
/// → latents at the end of the grid, on the noise's device, in fp32; see ddim.h, euler.h and their
/// neighbours. They differ only in how they step: run.grid says where.
struct SamplerRun {
    const Grid& grid;
    catalogue::PredictionType prediction;
    const Denoise& denoise;
    const StepNoise& noise;
    const StepDone& done;
    Kept kept{};
    double eta = 0; ///< see SamplePlan

    /// The network's output in fp32 at a level, which `timestep` names; with what is kept in it.
    at::Tensor outputAt(const at::Tensor& latents, double timestep, const NoiseLevel& level) const;
    /// The step's noise, like the state in dtype and device.
    at::Tensor noiseAt(std::size_t step, const at::Tensor& state) const {
        return noise(static_cast<int>(step)).to(state.device(), at::kFloat);
    }
    void finished(std::size_t step, const at::Tensor& cleanEstimate) const {
        if (done)
            done(static_cast<int>(step) + 1, cleanEstimate);
    }
};

} // namespace latentbrush::sampling
