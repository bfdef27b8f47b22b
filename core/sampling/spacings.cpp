#include "sampling/spacings.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace latentbrush::sampling {

namespace {

using catalogue::Spacing;

/// ratio·(N−1+lowest) … ratio·lowest, raised by the offset as far as the table goes.
std::vector<double> leading(int trainTimesteps, int steps, int offset, int ratio, int lowest) {
    const int top = ratio * (steps - 1 + lowest);
    const int shift = std::min(offset, trainTimesteps - 1 - top);
    std::vector<double> timesteps;
    for (int i = 0; i < steps; ++i)
        timesteps.push_back(top - i * ratio + shift);
    return timesteps;
}

/// The `steps` highest of `points` points spread evenly over [0, T−1], falling. One point alone lies at 0.
std::vector<double> linspace(int trainTimesteps, int steps, int points) {
    const double width = points > 1 ? static_cast<double>(trainTimesteps - 1) / (points - 1) : 0;
    std::vector<double> timesteps;
    for (int i = points - 1; i >= points - steps; --i)
        timesteps.push_back(i > 0 && i == points - 1 ? trainTimesteps - 1 : i * width);
    return timesteps;
}

/// Halves round to even and the step is the difference of two rounded points, as in numpy's arange and round.
std::vector<double> trailing(int trainTimesteps, int steps) {
    const double start = trainTimesteps;
    const double step = (start - start / steps) - start;
    std::vector<double> timesteps;
    for (int i = 0; i < steps; ++i)
        timesteps.push_back(std::nearbyint(start + i * step) - 1);
    return timesteps;
}

std::vector<double> everyTimestep(int trainTimesteps) {
    return leading(trainTimesteps, trainTimesteps, 0, 1, 0);
}

void check(int trainTimesteps, int steps) {
    if (steps < 1 || steps > trainTimesteps)
        throw std::invalid_argument("steps must lie between 1 and the number of training timesteps");
}

} // namespace

std::vector<double> spacedTimesteps(Spacing spacing, int trainTimesteps, int steps, int offset) {
    check(trainTimesteps, steps);
    if (steps == trainTimesteps)
        return everyTimestep(trainTimesteps);
    switch (spacing) {
    case Spacing::Leading:
        return leading(trainTimesteps, steps, offset, trainTimesteps / steps, 0);
    case Spacing::Linspace:
        return linspace(trainTimesteps, steps, steps);
    case Spacing::Trailing:
        return trailing(trainTimesteps, steps);
    }
    throw std::invalid_argument("unknown spacing");
}

std::vector<double> spacedMultistepTimesteps(Spacing spacing, int trainTimesteps, int steps, int offset) {
    check(trainTimesteps, steps);
    if (steps == trainTimesteps)
        return everyTimestep(trainTimesteps);
    switch (spacing) {
    case Spacing::Leading:
        return leading(trainTimesteps, steps, offset, trainTimesteps / (steps + 1), 1);
    case Spacing::Linspace: {
        std::vector<double> timesteps = linspace(trainTimesteps, steps, steps + 1);
        std::ranges::transform(timesteps, timesteps.begin(), [](double t) { return std::nearbyint(t); });
        return timesteps;
    }
    case Spacing::Trailing:
        return trailing(trainTimesteps, steps);
    }
    throw std::invalid_argument("unknown spacing");
}

} // namespace latentbrush::sampling
