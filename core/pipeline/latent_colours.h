#pragma once

#include "image/image.h"

#include <array>
#include <torch/script.h>
#include <vector>

namespace latentbrush::pipeline {

/// How latents look without the decoder: colour in [−1,1] = latents · matrix + bias, a line fitted once per
/// autoencoder. Cheap enough for every step.
struct LatentColours {
    std::vector<std::array<float, 3>> matrix; ///< one row (red, green, blue) a latent channel
    std::array<float, 3> bias{};
};

/// The line that fits SD 1.x's autoencoder, for its scaled latents (peers.md 3.8).
LatentColours sd1Colours();

/// From a manifest's rows red, green, blue: a factor a latent channel, then a constant, for colours in [0,1].
LatentColours latentColours(const std::array<std::vector<double>, 3>& rows);

/// [1,C,h,w] scaled latents → a picture of h × w pixels; C must be the matrix' rows.
image::Image roughPicture(const at::Tensor& latents, const LatentColours& colours);

/// [1,3,H,W] about [−1,1], any dtype and device → 8-bit RGB, rounded to nearest.
image::Image pictureOf(const at::Tensor& decoded);

} // namespace latentbrush::pipeline
