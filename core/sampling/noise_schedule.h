#pragma once

#include "catalogue/configs.h"

#include <torch/script.h>
#include <vector>

namespace latentbrush::sampling {

/// How much of a latent is signal and how much is noise: x = signal·z + noise·ε, signal² + noise² = 1
/// (formats.md's a = √ᾱ and s = √(1−ᾱ)).
struct NoiseLevel {
    double signal = 1;
    double noise = 0;

    /// Noise over signal: the level of the variance-exploding form x/signal = z + σ·ε. Infinite without
    /// signal.
    double sigma() const { return noise / signal; }

    static NoiseLevel fromAlphaBar(double alphaBar);
    static NoiseLevel fromSigma(double sigma);
    bool operator==(const NoiseLevel&) const = default;
};

/// The noise levels a model was trained on: ᾱ_t for t = 0 … T−1, falling. Computed in fp32 by the operations
/// and in the order of diffusers' schedulers, so that the tables are theirs bit by bit. Immutable; any
/// thread.
///
/// Betas (formats.md 1.1): Linear is linspace(β0, β1); ScaledLinear is linspace(√β0, √β1)²; SquaredCosine is
/// squaredcos_cap_v2. Zero terminal SNR (formats.md 6.1) makes ᾱ_{T−1} = 0.
class NoiseSchedule {
public:
    /// Throws std::invalid_argument when the config makes no falling table (T < 2, betas outside (0, 1)).
    explicit NoiseSchedule(const catalogue::SchedulerConfig& config);

    int timesteps() const { return static_cast<int>(m_alphaBars.size()); }
    const std::vector<float>& betas() const { return m_betas; }
    const std::vector<float>& alphaBars() const { return m_alphaBars; }

    /// ᾱ as a tensor [T], fp32, on the CPU: for training, `alphaBarTensor().index({t})` serves a batch.
    at::Tensor alphaBarTensor() const;

    /// σ_t = √((1−ᾱ_t)/ᾱ_t), rising with t. Where ᾱ_{T−1} = 0 the last is computed from 2⁻²⁴ instead, as
    /// diffusers' σ-samplers do, so that it is finite (4096).
    const std::vector<float>& sigmas() const { return m_sigmas; }

    /// The level of a whole timestep. An ε-prediction model cannot be asked at a level without signal (zero
    /// terminal SNR): for it that level is the one of `sigmas()`.
    NoiseLevel levelAt(int timestep, catalogue::PredictionType prediction) const;

    /// σ at a fractional timestep, linear between neighbours, clamped to the table.
    double sigmaAt(double timestep) const;

    /// The same, linear in log σ: the inverse of timestepOf.
    double logSigmaAt(double timestep) const;

    /// The fractional timestep of a σ, linear in log σ between neighbours, clamped to [0, T−1].
    double timestepOf(double sigma) const;

private:
    std::vector<float> m_betas;
    std::vector<float> m_alphaBars;
    std::vector<float> m_sigmas;
    std::vector<float> m_logSigmas;
};

} // namespace latentbrush::sampling
