#pragma once

#include "catalogue/configs.h"

#include <vector>

namespace latentbrush::sampling {

/// Timesteps laid over 0 … T−1, falling, as diffusers lays them (formats.md 6.2). All need 1 ≤ steps ≤ T.
/// Three edges differ from diffusers, where its grid leaves the table or repeats itself: the offset is cut to
/// stay within it, steps = T is every timestep once, and trailing never has a point below 0.

/// leading: i·⌊T/N⌋ + offset; linspace: N points of [0, T−1], fractional; trailing: round(T, T−T/N, …)−1.
std::vector<double> spacedTimesteps(catalogue::Spacing spacing, int trainTimesteps, int steps, int offset);

/// The multistep samplers' own: of N+1 points the lowest is dropped, so that no step starts at timestep 0.
/// leading: i·⌊T/(N+1)⌋ + offset; linspace: rounded; trailing as above.
std::vector<double> spacedMultistepTimesteps(catalogue::Spacing spacing, int trainTimesteps, int steps,
                                             int offset);

} // namespace latentbrush::sampling
