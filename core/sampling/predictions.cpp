#include "sampling/predictions.h"

#include <stdexcept>

namespace latentbrush::sampling {

using catalogue::PredictionType;

namespace {

/// [B] → [B,1,1,1], so that it scales whole pictures.
at::Tensor perPicture(const at::Tensor& values, const at::Tensor& pictures) {
    std::vector<std::int64_t> shape(static_cast<std::size_t>(pictures.dim()), 1);
    shape[0] = values.size(0);
    return values.to(pictures.device(), pictures.scalar_type()).view(shape);
}

} // namespace

at::Tensor cleanEstimate(PredictionType type, const at::Tensor& latents, const at::Tensor& output,
                         const NoiseLevel& level) {
    switch (type) {
    case PredictionType::Epsilon:
        return (latents - level.noise * output) / level.signal;
    case PredictionType::V:
        return level.signal * latents - level.noise * output;
    case PredictionType::Sample:
        return output;
    }
    throw std::invalid_argument("unknown prediction type");
}

at::Tensor noiseEstimate(PredictionType type, const at::Tensor& latents, const at::Tensor& output,
                         const NoiseLevel& level) {
    switch (type) {
    case PredictionType::Epsilon:
        return output;
    case PredictionType::V:
        return level.signal * output + level.noise * latents;
    case PredictionType::Sample:
        return (latents - level.signal * output) / level.noise;
    }
    throw std::invalid_argument("unknown prediction type");
}

at::Tensor outputImplying(PredictionType type, const at::Tensor& latents, const at::Tensor& clean,
                          const NoiseLevel& level) {
    switch (type) {
    case PredictionType::Epsilon:
        return (latents - level.signal * clean) / level.noise;
    case PredictionType::V:
        return (level.signal * latents - clean) / level.noise;
    case PredictionType::Sample:
        return clean;
    }
    throw std::invalid_argument("unknown prediction type");
}

at::Tensor addNoise(const at::Tensor& clean, const at::Tensor& noise, const at::Tensor& alphaBars) {
    const at::Tensor bars = perPicture(alphaBars, clean);
    return bars.sqrt() * clean + (1 - bars).sqrt() * noise;
}

at::Tensor trainingTarget(PredictionType type, const at::Tensor& clean, const at::Tensor& noise,
                          const at::Tensor& alphaBars) {
    switch (type) {
    case PredictionType::Epsilon:
        return noise;
    case PredictionType::V: {
        const at::Tensor bars = perPicture(alphaBars, clean);
        return bars.sqrt() * noise - (1 - bars).sqrt() * clean;
    }
    case PredictionType::Sample:
        return clean;
    }
    throw std::invalid_argument("unknown prediction type");
}

} // namespace latentbrush::sampling
