#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace latentbrush::detector {

/// What a small network does to a picture, for measuring the detector: a Gaussian blur, an even cast drawn
/// from ±`cast` for each channel, noise drawn from ±`noise` for each value. `rgb` as `look` takes it.
struct Degradation {
    double sigma = 1;
    int noise = 6;
    int cast = 8;
};

void degrade(std::vector<std::uint8_t>& rgb, int width, int height, const Degradation& how,
             std::mt19937& random);

} // namespace latentbrush::detector
