#pragma once

#include "catalogue/configs.h"
#include "sampling/noise_schedule.h"

#include <torch/script.h>

namespace latentbrush::sampling {

/// What a network said about the latents that it was shown at a level.
struct Said {
    catalogue::PredictionType prediction;
    const at::Tensor& latents;
    const at::Tensor& output;
    const NoiseLevel& level;
};

/// What of a picture stays while the rest is painted: its clean latents (like z, [B or 1,C,h,w]) and how much
/// is repainted, 1 all and 0 nothing, [B or 1,1,h,w]; both fp32 on the state's device. Undefined tensors:
/// nothing stays. Whatever the network says, what it means for z is taken from `clean` where the picture
/// stays, so that a kept part is at each level the picture with that level's noise.
struct Kept {
    enum class Edge {
        Mixed,   ///< linearly, by `repaint`
        Gradual, ///< a place keeps to the picture for the first 1 − repaint of the steps, then is painted
                 ///< freely (differential diffusion)
        Soft     ///< by repaint^(σ/2), so that a place becomes freer as the noise falls (soft inpainting)
    };

    at::Tensor clean;
    at::Tensor repaint;
    Edge edge = Edge::Mixed;

    bool any() const { return clean.defined(); }

    /// Unit noise to start from, with the picture under that noise (`noised`, of the same scale) wherever
    /// some of it is kept: a network that saw bare noise there would begin with another picture in mind.
    at::Tensor inStart(const at::Tensor& unitNoise, const at::Tensor& noised) const;

    /// The output that says for z what the network said where it is repainted, and the picture elsewhere.
    /// `done`: the share of the steps that were done before, 0 to 1.
    at::Tensor inOutput(const Said& said, double done) const;

    /// The picture in the latents that a sampler ended with: some samplers end beside clean latents, and all
    /// of them round. Only Mixed edges know what the end should be; what another edge painted stays.
    at::Tensor inResult(const at::Tensor& latents) const;
};

} // namespace latentbrush::sampling
