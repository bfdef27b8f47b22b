#include "sampling/plan.h"

#include "sampling/ddim.h"
#include "sampling/ddim_grid.h"
#include "sampling/dpmpp_2m.h"
#include "sampling/euler.h"
#include "sampling/euler_ancestral.h"
#include "sampling/sigma_grid.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace latentbrush::sampling {

namespace {

using catalogue::SchedulerConfig;
using catalogue::Spacing;

using MakeGrid = Grid (*)(const SchedulerConfig&, Spacing, SigmaCurve, int steps);
using Integrate = at::Tensor (*)(const SamplerRun&, const at::Tensor& unitNoise);

/// DDIM's own grid is whole timesteps; on a curve of σ it walks as Euler does, in variance-preserving form.
Grid ddimGridOnCurve(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    if (curve == SigmaCurve::Spaced)
        return ddimGrid(config, spacing, steps);
    Grid grid = interpolatedGrid(config, spacing, curve, steps);
    grid.initialScale = 1;
    return grid;
}

/// All that the house knows about a sampler.
struct Built {
    Sampler sampler;
    MakeGrid makeGrid;
    Integrate integrate;
    bool addsNoise;
};

constexpr std::array kBuilt{
    Built{Sampler::Ddim, ddimGridOnCurve, ddim, false},
    Built{Sampler::Euler, interpolatedGrid, euler, false},
    Built{Sampler::EulerAncestral, interpolatedGrid, eulerAncestral, true},
    Built{Sampler::DpmPp2M, multistepGrid, dpmPp2M, false},
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

Schedule resolved(Schedule schedule, const SchedulerConfig& config) {
    if (schedule != Schedule::Auto)
        return schedule;
    return config.useKarrasSigmas ? Schedule::Karras : scheduleOf(config.spacing);
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
    if (!isBuilt(sampler))
        return {};
    return {Schedule::Auto, Schedule::Leading, Schedule::Linspace, Schedule::Trailing, Schedule::Karras};
}

bool addsNoise(Sampler sampler) {
    const Built* built = find(sampler);
    return built != nullptr && built->addsNoise;
}

Result<SamplePlan> makePlan(const SchedulerConfig& config, Sampler sampler, Schedule schedule, int steps) {
    const Built* built = find(sampler);
    if (built == nullptr || std::ranges::count(supportedSchedules(sampler), schedule) == 0)
        return failure(ErrorCode::UnsupportedCombination, bothNames(sampler, schedule));
    if (steps < 1 || steps > config.trainTimesteps)
        return failure(ErrorCode::InvalidRequest, "steps",
                       "between 1 and " + std::to_string(config.trainTimesteps));
    const Schedule chosen = resolved(schedule, config);
    const SigmaCurve curve = chosen == Schedule::Karras ? SigmaCurve::Karras : SigmaCurve::Spaced;
    try {
        return SamplePlan{sampler, chosen, config.prediction,
                          built->makeGrid(config, spacingUnder(chosen, config), curve, steps)};
    } catch (const std::invalid_argument& error) {
        return failure(ErrorCode::UnsupportedModel, config.className, error.what());
    }
}

at::Tensor sample(const SamplePlan& plan, const at::Tensor& unitNoise, const Denoise& denoise,
                  const StepNoise& noise, const StepDone& done) {
    const Built* built = find(plan.sampler);
    if (built == nullptr)
        throw std::invalid_argument("the sampler is not built");
    const at::NoGradGuard noGrad;
    return built->integrate({plan.grid, plan.prediction, denoise, noise, done}, unitNoise);
}

} // namespace latentbrush::sampling
