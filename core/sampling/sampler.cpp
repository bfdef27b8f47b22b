#include "sampling/sampler.h"

#include "sampling/predictions.h"

namespace latentbrush::sampling {

at::Tensor SamplerRun::outputAt(const at::Tensor& latents, double timestep, const NoiseLevel& level) const {
    const at::Tensor output = denoise(latents, timestep).to(at::kFloat);
    if (!kept.any())
        return output;
    // Outputs of each kind are linear in z, so that they mix as z does.
    const at::Tensor staying = outputImplying(prediction, latents, kept.clean, level);
    return staying + kept.repaint * (output - staying);
}

} // namespace latentbrush::sampling
