#pragma once

#include "catalogue/configs.h"
#include "networks/layer.h"

namespace latentbrush::networks {

constexpr double kVaeNormEpsilon = 1e-6;

/// A residual block of the autoencoder: no time embedding, ε 1e-6.
Layer vaeResnet(const catalogue::VaeConfig& config, int in, int out);

/// forward(x): residual block, one-headed attention if the config has it, residual block, at the deepest
/// width.
Layer vaeMidBlock(const catalogue::VaeConfig& config);

} // namespace latentbrush::networks
