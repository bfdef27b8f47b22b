#include "sampling/sampler.h"

#include <algorithm>

namespace latentbrush::sampling {

at::Tensor SamplerRun::outputAt(const at::Tensor& latents, double timestep, const NoiseLevel& level) const {
    const at::Tensor output = denoise(latents, timestep).to(at::kFloat);
    if (!kept.any())
        return output;
    const auto isDone = [&](const Step& step) { return step.from.sigma() > level.sigma(); };
    const auto done = std::ranges::count_if(grid.steps, isDone);
    return kept.inOutput({prediction, latents, output, level},
                         static_cast<double>(done) / static_cast<double>(grid.steps.size()));
}

} // namespace latentbrush::sampling
