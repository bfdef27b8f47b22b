#include "sampling/midpoints.h"

#include "sampling/ancestral.h"

#include <cmath>

namespace latentbrush::sampling {

void addMidpoints(Grid& grid, StepEnd end, const std::function<double(double sigma)>& timestepOf) {
    for (const Step& step : grid.steps) {
        const double from = step.from.sigma();
        const double to = step.to.sigma();
        if (to == 0)
            return;
        const double middle = std::sqrt(from * (end == StepEnd::Next ? to : ancestralSplit(from, to).down));
        grid.probes.push_back({timestepOf(middle), NoiseLevel::fromSigma(middle)});
    }
}

} // namespace latentbrush::sampling
