#pragma once

#include "base/result.h"
#include "catalogue/configs.h"
#include "request/sampling.h"
#include "sampling/align_your_steps.h"
#include "sampling/grid.h"
#include "sampling/sampler.h"

#include <vector>

namespace latentbrush::sampling {

/// Whether this build has the sampler.
bool isBuilt(Sampler sampler);

/// The schedules that have a meaning with the sampler and are built: Auto first; empty for an unbuilt
/// sampler.
std::vector<Schedule> supportedSchedules(Sampler sampler);

/// The most steps that the sampler can take with the model: its training timesteps; 50 for LCM.
int mostSteps(const catalogue::SchedulerConfig& config, Sampler sampler);

/// Whether the sampler asks for noise at its steps (DDIM: only with an eta above 0).
bool addsNoise(Sampler sampler);
/// How often it asks in a step: twice for DPM++ SDE, else once.
int drawsAStep(Sampler sampler);

/// A sampler with its grid, ready to run: a plain value, any thread.
struct SamplePlan {
    Sampler sampler = Sampler::Ddim;
    Schedule schedule = Schedule::Leading; ///< what Auto came to; Auto itself for LCM alone
    catalogue::PredictionType prediction = catalogue::PredictionType::Epsilon;
    Grid grid;
    double eta = 0; ///< DDIM's share of fresh noise, 0 to 1

    int steps() const { return static_cast<int>(grid.steps.size()); }
};

/// Lays out the steps. Auto takes the model's own: Karras where its scheduler file says so and the sampler
/// can, else its spacing. Errors: UnsupportedCombination (subject: both names); InvalidRequest (subject
/// "steps") unless 1 ≤ steps ≤ mostSteps; UnsupportedModel when its betas make no noise
/// levels. `family` matters for Schedule::Ays alone.
Result<SamplePlan> makePlan(const catalogue::SchedulerConfig& config, Sampler sampler, Schedule schedule,
                            int steps, AlignedFor family = AlignedFor::StableDiffusion1);

/// The last min(⌊N·strength⌋, N) of a plan's N steps, as diffusers' pictures from pictures cut them
/// (formats.md 8), for any strength above 0. It starts from a whole state, `noisedStart`, instead of unit
/// noise. InvalidRequest (subject "strength") when no step is left.
Result<SamplePlan> latterPart(const SamplePlan& plan, double strength);

/// What `sample` starts a latter part from: clean latents with the noise of the part's first level, in the
/// form the sampler keeps. Of the latents' shape and device, fp32.
at::Tensor noisedStart(const SamplePlan& part, const at::Tensor& clean, const at::Tensor& unitNoise);

/// From unit noise [B,C,h,w] to clean latents of its shape and device, fp32. Exceptions of the callbacks fly
/// through. `noise` may be empty unless addsNoise(plan.sampler); `done` may be empty. What is `kept` comes
/// out as it went in.
at::Tensor sample(const SamplePlan& plan, const at::Tensor& unitNoise, const Denoise& denoise,
                  const StepNoise& noise = {}, const StepDone& done = {}, const Kept& kept = {});

} // namespace latentbrush::sampling
