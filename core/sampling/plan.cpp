#include "sampling/plan.h"

#include "sampling/ddim.h"
#include "sampling/ddim_grid.h"
#include "sampling/ddpm.h"
#include "sampling/dpm2.h"
#include "sampling/dpm2_ancestral.h"
#include "sampling/dpmpp_2m.h"
#include "sampling/dpmpp_2m_sde.h"
#include "sampling/dpmpp_2s_ancestral.h"
#include "sampling/dpmpp_3m_sde.h"
#include "sampling/dpmpp_sde.h"
#include "sampling/euler.h"
#include "sampling/euler_ancestral.h"
#include "sampling/heun.h"
#include "sampling/lcm.h"
#include "sampling/lms.h"
#include "sampling/midpoints.h"
#include "sampling/plms.h"
#include "sampling/sigma_grid.h"
#include "sampling/unipc.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <stdexcept>

namespace latentbrush::sampling {

namespace {

using catalogue::SchedulerConfig;
using catalogue::Spacing;

using MakeGrid = Grid (*)(const SchedulerConfig&, Spacing, SigmaCurve, int steps);
using Integrate = at::Tensor (*)(const SamplerRun&, const at::Tensor& unitNoise);

/// DDIM's own grid is whole timesteps; on a curve of σ it walks as Euler does, in variance-preserving form.
Grid ddimPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    if (curve == SigmaCurve::Spaced)
        return ddimGrid(config, spacing, steps);
    Grid grid = interpolatedGrid(config, spacing, curve, steps);
    grid.initialScale = 1;
    grid.exploding = false;
    return grid;
}

Grid ddpmPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve, int steps) {
    return ddpmGrid(config, spacing, steps);
}

Grid plmsPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve, int steps) {
    return plmsGrid(config, spacing, steps);
}

Grid lcmPlan(const SchedulerConfig& config, Spacing, SigmaCurve, int steps) {
    return lcmGrid(config, steps);
}

/// The KDPM2 classes round Karras' timesteps, and those alone.
template <StepEnd End>
Grid midpointPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    Grid grid = interpolatedGrid(config, spacing, curve, steps);
    if (curve == SigmaCurve::Karras)
        for (Step& step : grid.steps)
            step.timestep = std::nearbyint(step.timestep);
    const NoiseSchedule schedule(config);
    addMidpoints(grid, End, [&](double sigma) { return schedule.timestepOf(sigma); });
    return grid;
}

/// k-diffusion looks at the timesteps between the whole ones too.
template <StepEnd End>
Grid fractionalMidpointPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    Grid grid = interpolatedGrid(config, spacing, curve, steps);
    const NoiseSchedule schedule(config);
    addMidpoints(grid, End, [&](double sigma) { return schedule.timestepOf(sigma); });
    return grid;
}

Grid dpmSolverPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    const bool cutsOff = config.betaSchedule == catalogue::BetaSchedule::SquaredCosine;
    return multistepGrid(config, spacing, curve, steps,
                         cutsOff ? WholeTimesteps::CutOff : WholeTimesteps::Round);
}

Grid uniPcPlan(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    return multistepGrid(config, spacing, curve, steps, WholeTimesteps::Round);
}

/// Which schedules have a meaning with a sampler.
enum class Lays {
    WholeTimesteps, ///< it knows the training timesteps alone
    AnyLevels,
    ItsOwn
};

/// All that the house knows about a sampler.
struct Built {
    Sampler sampler;
    MakeGrid makeGrid;
    Integrate integrate;
    bool addsNoise;
    Lays lays;
};

constexpr std::array kBuilt{
    Built{Sampler::Ddpm, ddpmPlan, ddpm, true, Lays::WholeTimesteps},
    Built{Sampler::Ddim, ddimPlan, ddim, false, Lays::AnyLevels},
    Built{Sampler::Plms, plmsPlan, plms, false, Lays::WholeTimesteps},
    Built{Sampler::Euler, interpolatedGrid, euler, false, Lays::AnyLevels},
    Built{Sampler::EulerAncestral, interpolatedGrid, eulerAncestral, true, Lays::AnyLevels},
    Built{Sampler::Heun, interpolatedGrid, heun, false, Lays::AnyLevels},
    Built{Sampler::Dpm2, midpointPlan<StepEnd::Next>, dpm2, false, Lays::AnyLevels},
    Built{Sampler::Dpm2Ancestral, midpointPlan<StepEnd::AncestralDown>, dpm2Ancestral, true, Lays::AnyLevels},
    Built{Sampler::Lms, interpolatedGrid, lms, false, Lays::AnyLevels},
    Built{Sampler::DpmPp2M, dpmSolverPlan, dpmPp2M, false, Lays::AnyLevels},
    Built{Sampler::DpmPp2SAncestral, fractionalMidpointPlan<StepEnd::AncestralDown>, dpmPp2SAncestral, true,
          Lays::AnyLevels},
    Built{Sampler::DpmPpSde, fractionalMidpointPlan<StepEnd::Next>, dpmPpSde, true, Lays::AnyLevels},
    Built{Sampler::DpmPp3MSde, interpolatedGrid, dpmPp3MSde, true, Lays::AnyLevels},
    Built{Sampler::DpmPp2MSde, dpmSolverPlan, dpmPp2MSde, true, Lays::AnyLevels},
    Built{Sampler::UniPc, uniPcPlan, uniPc, false, Lays::AnyLevels},
    Built{Sampler::Lcm, lcmPlan, lcm, true, Lays::ItsOwn},
};

const Built* find(Sampler sampler) {
    const auto* found = std::ranges::find(kBuilt, sampler, &Built::sampler);
    return found == kBuilt.end() ? nullptr : found;
}

Schedule scheduleOf(Spacing spacing) {
    switch (spacing) {
    case Spacing::Leading:
        return Schedule::Leading;
    case Spacing::Linspace:
        return Schedule::Linspace;
    case Spacing::Trailing:
        return Schedule::Trailing;
    }
    throw std::invalid_argument("unknown spacing");
}

Schedule resolved(Schedule schedule, const SchedulerConfig& config, Lays lays) {
    if (schedule != Schedule::Auto || lays == Lays::ItsOwn)
        return schedule;
    const bool karras = config.useKarrasSigmas && lays == Lays::AnyLevels;
    return karras ? Schedule::Karras : scheduleOf(config.spacing);
}

SigmaCurve curveOf(Schedule schedule, AlignedFor family) {
    switch (schedule) {
    case Schedule::Karras:
        return SigmaCurve::Karras;
    case Schedule::Exponential:
        return SigmaCurve::Exponential;
    case Schedule::Beta:
        return SigmaCurve::Beta;
    case Schedule::KDiffusion:
        return SigmaCurve::KDiffusion;
    case Schedule::Ays:
        return family == AlignedFor::StableDiffusionXl ? SigmaCurve::AysXl : SigmaCurve::Ays;
    default:
        return SigmaCurve::Spaced;
    }
}

/// The spacing that a schedule names; a curve of σ lies over the model's own.
Spacing spacingUnder(Schedule schedule, const SchedulerConfig& config) {
    switch (schedule) {
    case Schedule::Leading:
        return Spacing::Leading;
    case Schedule::Linspace:
        return Spacing::Linspace;
    case Schedule::Trailing:
        return Spacing::Trailing;
    default:
        return config.spacing;
    }
}

std::string bothNames(Sampler sampler, Schedule schedule) {
    return std::string(idOf(sampler)) + " + " + std::string(idOf(schedule));
}

} // namespace

bool isBuilt(Sampler sampler) {
    return find(sampler) != nullptr;
}

std::vector<Schedule> supportedSchedules(Sampler sampler) {
    const Built* built = find(sampler);
    if (built == nullptr)
        return {};
    if (built->lays == Lays::ItsOwn)
        return {Schedule::Auto};
    if (built->lays == Lays::WholeTimesteps)
        return {Schedule::Auto, Schedule::Leading, Schedule::Linspace, Schedule::Trailing};
    return {Schedule::Auto,        Schedule::Leading,    Schedule::Linspace,
            Schedule::Trailing,    Schedule::KDiffusion, Schedule::Karras,
            Schedule::Exponential, Schedule::Beta,       Schedule::Ays};
}

int mostSteps(const SchedulerConfig& config, Sampler sampler) {
    return sampler == Sampler::Lcm ? std::min(kLcmMostSteps, config.trainTimesteps) : config.trainTimesteps;
}

bool addsNoise(Sampler sampler) {
    const Built* built = find(sampler);
    return built != nullptr && built->addsNoise;
}

int drawsAStep(Sampler sampler) {
    return sampler == Sampler::DpmPpSde ? 2 : 1;
}

Result<SamplePlan> makePlan(const SchedulerConfig& config, Sampler sampler, Schedule schedule, int steps,
                            AlignedFor family) {
    const Built* built = find(sampler);
    if (built == nullptr || std::ranges::count(supportedSchedules(sampler), schedule) == 0)
        return failure(ErrorCode::UnsupportedCombination, bothNames(sampler, schedule));
    const int most = mostSteps(config, sampler);
    if (steps < 1 || steps > most)
        return failure(ErrorCode::InvalidRequest, "steps", "between 1 and " + std::to_string(most));
    const Schedule chosen = resolved(schedule, config, built->lays);
    try {
        return SamplePlan{
            .sampler = sampler,
            .schedule = chosen,
            .prediction = config.prediction,
            .grid = built->makeGrid(config, spacingUnder(chosen, config), curveOf(chosen, family), steps)};
    } catch (const std::invalid_argument& error) {
        return failure(ErrorCode::UnsupportedModel, config.className, error.what());
    }
}

Result<SamplePlan> latterPart(const SamplePlan& plan, double strength) {
    const int all = plan.steps();
    const int kept = std::min(static_cast<int>(all * strength), all);
    if (kept < 1)
        return failure(ErrorCode::InvalidRequest, "strength",
                       std::to_string(strength) + " of " + std::to_string(all) + " steps is none");
    SamplePlan part = plan;
    auto& [steps, initialScale, exploding, probes] = part.grid;
    const int skipped = all - kept;
    initialScale = 1;
    if (skipped == 0)
        return part;
    steps.erase(steps.begin(), steps.begin() + skipped);
    probes.erase(probes.begin(), probes.begin() + std::min<std::ptrdiff_t>(skipped, std::ssize(probes)));
    // PLMS looks twice in the first step that it takes, wherever that is.
    if (part.sampler == Sampler::Plms && steps.size() > 1)
        probes.push_back({steps[1].timestep, steps[0].from});
    return part;
}

at::Tensor noisedStart(const SamplePlan& part, const at::Tensor& clean, const at::Tensor& unitNoise) {
    const NoiseLevel& level = part.grid.steps.front().from;
    if (part.grid.exploding)
        return clean + level.sigma() * unitNoise;
    return level.signal * clean + level.noise * unitNoise;
}

at::Tensor sample(const SamplePlan& plan, const at::Tensor& unitNoise, const Denoise& denoise,
                  const StepNoise& noise, const StepDone& done, const Kept& kept) {
    const Built* built = find(plan.sampler);
    if (built == nullptr)
        throw std::invalid_argument("the sampler is not built");
    const at::NoGradGuard noGrad;
    const at::Tensor latents =
        built->integrate({plan.grid, plan.prediction, denoise, noise, done, kept, plan.eta}, unitNoise);
    return kept.any() ? kept.inResult(latents) : latents;
}

} // namespace latentbrush::sampling
