#include "sampling/sigma_grid.h"

#include "sampling/karras.h"
#include "sampling/spacings.h"

#include <cmath>

namespace latentbrush::sampling {

namespace {

using catalogue::SchedulerConfig;
using catalogue::Spacing;

/// diffusers keeps σ, and fractional timesteps, in fp32.
double asFloat(double value) {
    return static_cast<float>(value);
}

/// Levels one after another, the last step ending in clean latents.
Grid chained(const std::vector<double>& timesteps, const std::vector<double>& sigmas) {
    Grid grid;
    for (std::size_t i = 0; i < sigmas.size(); ++i) {
        const double next = i + 1 < sigmas.size() ? asFloat(sigmas[i + 1]) : 0;
        grid.steps.push_back(
            {timesteps[i], NoiseLevel::fromSigma(asFloat(sigmas[i])), NoiseLevel::fromSigma(next)});
    }
    return grid;
}

std::vector<double> sigmasAt(const NoiseSchedule& schedule, const std::vector<double>& timesteps) {
    std::vector<double> sigmas;
    for (const double timestep : timesteps)
        sigmas.push_back(schedule.sigmaAt(timestep));
    return sigmas;
}

} // namespace

Grid interpolatedGrid(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    const NoiseSchedule schedule(config);
    std::vector<double> timesteps = spacedTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset);
    for (double& timestep : timesteps)
        timestep = asFloat(timestep);
    std::vector<double> sigmas = sigmasAt(schedule, timesteps);
    if (curve == SigmaCurve::Karras) {
        sigmas = karrasSigmas(sigmas.front(), sigmas.back(), steps);
        for (std::size_t i = 0; i < sigmas.size(); ++i)
            timesteps[i] = asFloat(schedule.timestepOf(sigmas[i]));
    }
    Grid grid = chained(timesteps, sigmas);
    const double highest = asFloat(sigmas.front());
    grid.initialScale = spacing == Spacing::Leading ? std::sqrt(highest * highest + 1) : highest;
    return grid;
}

Grid multistepGrid(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    const NoiseSchedule schedule(config);
    std::vector<double> timesteps =
        spacedMultistepTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset);
    std::vector<double> sigmas = sigmasAt(schedule, timesteps);
    if (curve == SigmaCurve::Karras) {
        const bool rounds = config.betaSchedule != catalogue::BetaSchedule::SquaredCosine;
        sigmas = karrasSigmas(schedule.sigmas().back(), schedule.sigmas().front(), steps);
        for (std::size_t i = 0; i < sigmas.size(); ++i) {
            const double timestep = schedule.timestepOf(sigmas[i]);
            timesteps[i] = rounds ? std::nearbyint(timestep) : std::trunc(timestep);
        }
    }
    return chained(timesteps, sigmas);
}

} // namespace latentbrush::sampling
