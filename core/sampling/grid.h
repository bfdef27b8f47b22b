#pragma once

#include "sampling/noise_schedule.h"

#include <vector>

namespace latentbrush::sampling {

/// One step of a sampler: the network looks at level `from`, named by `timestep`, and the latents go to `to`.
struct Step {
    double timestep = 0;
    NoiseLevel from;
    NoiseLevel to;
};

/// A second look within a step.
struct Probe {
    double timestep = 0;
    NoiseLevel level;
};

/// Where the steps lie. `from` falls strictly; `to` is the next step's `from` except in DDIM (ddim_grid.h).
struct Grid {
    std::vector<Step> steps;

    /// Unit noise times this is the state before the first step: 1 in variance-preserving form, about σ_max
    /// in variance-exploding form (formats.md 6.2, last line).
    double initialScale = 1;

    /// The state is the variance-exploding form z + σ·ε, not signal·z + noise·ε.
    bool exploding = false;

    /// For samplers that look between two levels: probes[i] belongs to steps[i]; steps without one come last.
    std::vector<Probe> probes;
};

} // namespace latentbrush::sampling
