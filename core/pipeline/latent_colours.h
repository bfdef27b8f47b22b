#pragma once

#include "catalogue/model_manifest.h"
#include "image/image.h"

#include <array>
#include <optional>
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

/// The same for SDXL's.
LatentColours sdxlColours();

/// Whether a model's latents are SDXL's: base, inpainting and refiner alone are told sizes.
bool hasSdxlLatents(const catalogue::ModelManifest& manifest);

/// The line that fits the model's autoencoder: its own, else its family's; none where only the decoder knows
/// what the latents look like.
std::optional<LatentColours> coloursOf(const catalogue::ModelManifest& manifest);

/// From a manifest's rows red, green, blue: a factor a latent channel, then a constant, for colours in [0,1].
LatentColours latentColours(const std::array<std::vector<double>, 3>& rows);

/// [1,C,h,w] scaled latents → a picture of h × w pixels; C must be the matrix' rows.
image::Image roughPicture(const at::Tensor& latents, const LatentColours& colours);

/// [1,3,H,W] about [−1,1], any dtype and device → 8-bit RGB, rounded to nearest.
image::Image pictureOf(const at::Tensor& decoded);

} // namespace latentbrush::pipeline
