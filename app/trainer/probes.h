#pragma once

#include "catalogue/configs.h"

#include <torch/script.h>

namespace latentbrush::trainer {

/// What the UNet gives while it is being trained.
struct UNetPass {
    at::Tensor output;   ///< as the module's own forward gives it
    at::Tensor features; ///< [B,C,h,w]: the states that the last level takes over from below
};

/// The UNet's forward, stopped once on the way up.
UNetPass passThrough(const torch::jit::Module& unet, const at::Tensor& sample, const at::Tensor& timesteps,
                     const at::Tensor& context);

/// Linear readings of the networks' inner states, trained along and thrown away: from the text's last state
/// the facts of the caption, from the UNet's features what each cell of the latents shows. A network whose
/// states already say what will be drawn learns to draw it in fewer pictures (the idea of REPA, arXiv
/// 2410.06940, with the drawn truth in the place of another network's features).
class Probes {
public:
    Probes(const catalogue::UNetConfig& unet, const catalogue::TextEncoderConfig& text, std::uint64_t seed);

    /// For the optimiser.
    torch::jit::Module& module() { return m_module; }

    /// Binary cross-entropy, summed over the facts and averaged over the rows with `said` 1 [B] (captions
    /// that were not dropped). context [B,T,W]; facts [B,kFacts].
    at::Tensor textLoss(const at::Tensor& context, const at::Tensor& facts, const at::Tensor& said);

    /// Cross-entropy, averaged with `weights` [B,h,w]; labels [B,h,w] int64.
    at::Tensor cellLoss(const at::Tensor& features, const at::Tensor& labels, const at::Tensor& weights);

private:
    torch::jit::Module m_module;
};

} // namespace latentbrush::trainer
