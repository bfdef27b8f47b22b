#include "sampling/sigma_grid.h"

#include "sampling/align_your_steps.h"
#include "sampling/beta_curve.h"
#include "sampling/exponential.h"
#include "sampling/karras.h"
#include "sampling/spacings.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

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

std::vector<double> timestepsOf(const NoiseSchedule& schedule, const std::vector<double>& sigmas) {
    std::vector<double> timesteps;
    for (const double sigma : sigmas)
        timesteps.push_back(schedule.timestepOf(sigma));
    return timesteps;
}

bool knowsSpacing(SigmaCurve curve) {
    return curve != SigmaCurve::KDiffusion && curve != SigmaCurve::Ays && curve != SigmaCurve::AysXl;
}

std::vector<double> kDiffusionSigmas(const NoiseSchedule& schedule, int steps) {
    const double top = schedule.timesteps() - 1;
    std::vector<double> sigmas;
    for (int i = 0; i < steps; ++i)
        sigmas.push_back(std::exp(schedule.logSigmaAt(steps > 1 ? top - top * i / (steps - 1) : top)));
    return sigmas;
}

std::vector<double> curved(const NoiseSchedule& schedule, SigmaCurve curve, double highest, double lowest,
                           int steps) {
    switch (curve) {
    case SigmaCurve::Karras:
        return karrasSigmas(highest, lowest, steps);
    case SigmaCurve::Exponential:
        return exponentialSigmas(highest, lowest, steps);
    case SigmaCurve::Beta:
        return betaSigmas(highest, lowest, steps);
    case SigmaCurve::KDiffusion:
        return kDiffusionSigmas(schedule, steps);
    case SigmaCurve::Ays:
        return alignedSigmas(schedule, AlignedFor::StableDiffusion1, steps);
    case SigmaCurve::AysXl:
        return alignedSigmas(schedule, AlignedFor::StableDiffusionXl, steps);
    case SigmaCurve::Spaced:
        break;
    }
    throw std::invalid_argument("the spacing is no curve");
}

} // namespace

Grid interpolatedGrid(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps) {
    const NoiseSchedule schedule(config);
    std::vector<double> timesteps = spacedTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset);
    std::ranges::transform(timesteps, timesteps.begin(), asFloat);
    std::vector<double> sigmas = sigmasAt(schedule, timesteps);
    if (curve != SigmaCurve::Spaced) {
        sigmas = curved(schedule, curve, sigmas.front(), sigmas.back(), steps);
        timesteps = timestepsOf(schedule, sigmas);
        std::ranges::transform(timesteps, timesteps.begin(), asFloat);
    }
    Grid grid = chained(timesteps, sigmas);
    const double highest = asFloat(sigmas.front());
    const bool leads = spacing == Spacing::Leading && knowsSpacing(curve);
    grid.exploding = true;
    grid.initialScale = leads ? std::sqrt(highest * highest + 1) : highest;
    return grid;
}

Grid multistepGrid(const SchedulerConfig& config, Spacing spacing, SigmaCurve curve, int steps,
                   WholeTimesteps karrasTimesteps) {
    const NoiseSchedule schedule(config);
    std::vector<double> timesteps =
        spacedMultistepTimesteps(spacing, schedule.timesteps(), steps, config.stepsOffset);
    if (curve == SigmaCurve::Spaced)
        return chained(timesteps, sigmasAt(schedule, timesteps));
    const std::vector<double> sigmas =
        curved(schedule, curve, schedule.sigmas().back(), schedule.sigmas().front(), steps);
    timesteps = timestepsOf(schedule, sigmas);
    const bool rounds = curve == SigmaCurve::Karras && karrasTimesteps == WholeTimesteps::Round;
    if (knowsSpacing(curve))
        for (double& timestep : timesteps)
            timestep = rounds ? std::nearbyint(timestep) : std::trunc(timestep);
    return chained(timesteps, sigmas);
}

} // namespace latentbrush::sampling
