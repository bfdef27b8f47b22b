#pragma once

#include "autoencoder_training.h"
#include "options.h"
#include "picturebook/scene.h"
#include "training_log.h"

#include <array>
#include <torch/script.h>
#include <vector>

namespace latentbrush::trainer {

/// Scenes encoded once, for the denoiser to learn from: drawing and encoding in the loop would cost more than
/// the denoiser.
struct LatentSet {
    std::vector<picturebook::Scene> scenes;
    at::Tensor latents; ///< [N,4,h,w] fp32, scaled to unit standard deviation
    at::Tensor holes;   ///< [N,1,h,w] fp32: 1 where the inpainting variant is to be made anew
    at::Tensor seen;    ///< [N,4,h,w] fp32, scaled: the latents of the picture with its hole set to mid-grey
    at::Tensor labels;  ///< [N,h,w] int64: what each cell shows (scene_labels.h)
    double scale = 1;   ///< 1 / the standard deviation of all unscaled latents
    /// Rows: red, green, blue in [0,1]; columns: the four scaled latents and a constant. The least-squares
    /// guess of a pixel from its latent, for previews.
    std::array<std::array<double, 5>, 3> previewRgb{};
};

/// Draws and encodes `options.scenes` scenes. With `fixedScale` above 0 that scale is kept (the denoiser
/// being trained on was made with it), else it is measured.
LatentSet encodeScenes(Autoencoder& autoencoder, const Options& options, double fixedScale, TrainingLog& log);

} // namespace latentbrush::trainer
