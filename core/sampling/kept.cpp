#include "sampling/kept.h"

#include "sampling/predictions.h"

namespace latentbrush::sampling {

namespace {

// Soft inpainting's defaults in AUTOMATIC1111's program (peers.md 3.6).
constexpr double kScheduleBias = 1;
constexpr double kPreservation = 0.5;
constexpr double kContrastBoost = 4;

at::Tensor mixedBy(const at::Tensor& share, const at::Tensor& kept, const at::Tensor& made) {
    return kept + share * (made - kept);
}

/// Directions mix linearly, lengths by their p-norm: a mean of two unlike latents would be too short, and a
/// short latent decodes to grey.
at::Tensor softlyMixed(const at::Tensor& share, const at::Tensor& kept, const at::Tensor& made) {
    constexpr double kEpsilon = 1e-6;
    const auto lengths = [](const at::Tensor& latents) { return latents.norm(2, {1}, /*keepdim=*/true); };
    const auto straight = mixedBy(share, kept, made);
    const auto wanted = mixedBy(share, lengths(kept).pow(kContrastBoost), lengths(made).pow(kContrastBoost))
                            .pow(1 / kContrastBoost);
    return straight * (wanted / (lengths(straight) + kEpsilon));
}

} // namespace

at::Tensor Kept::inStart(const at::Tensor& unitNoise, const at::Tensor& noised) const {
    return at::where(repaint.ge(1), unitNoise, noised);
}

at::Tensor Kept::inOutput(const Said& said, double done) const {
    const auto& [prediction, latents, output, level] = said;
    if (edge == Edge::Soft) {
        const auto share = repaint.pow(std::pow(level.sigma(), kScheduleBias) * kPreservation);
        const auto mixed = softlyMixed(share, clean, cleanEstimate(prediction, latents, output, level));
        return outputImplying(prediction, latents, mixed, level);
    }
    // Outputs of each kind are linear in z, so that they mix as z does.
    const auto staying = outputImplying(prediction, latents, clean, level);
    const auto share = edge == Edge::Gradual ? (1 - repaint).le(done).to(at::kFloat) : repaint;
    return mixedBy(share, staying, output);
}

at::Tensor Kept::inResult(const at::Tensor& latents) const {
    return edge == Edge::Mixed ? mixedBy(repaint, clean, latents) : latents;
}

} // namespace latentbrush::sampling
