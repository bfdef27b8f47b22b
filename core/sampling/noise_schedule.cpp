#include "sampling/noise_schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace latentbrush::sampling {

namespace {

using catalogue::BetaSchedule;
using catalogue::SchedulerConfig;

/// What stands for ᾱ = 0 where a σ is asked for: the smallest fp16 number, as in diffusers.
constexpr float kLeastAlphaBar = 0x1p-24F;

at::Tensor squaredCosineBetas(int timesteps) {
    constexpr double kLargestBeta = 0.999;
    const auto alphaBar = [](double t) {
        const double cosine = std::cos((t + 0.008) / 1.008 * std::numbers::pi / 2);
        return cosine * cosine;
    };
    at::Tensor betas = at::empty({timesteps}, at::kFloat);
    float* out = betas.data_ptr<float>();
    for (int i = 0; i < timesteps; ++i) {
        const double from = static_cast<double>(i) / timesteps;
        const double to = static_cast<double>(i + 1) / timesteps;
        out[i] = static_cast<float>(std::min(1 - alphaBar(to) / alphaBar(from), kLargestBeta));
    }
    return betas;
}

at::Tensor plainBetas(const SchedulerConfig& config) {
    const int count = config.trainTimesteps;
    switch (config.betaSchedule) {
    case BetaSchedule::Linear:
        return at::linspace(config.betaStart, config.betaEnd, count, at::kFloat);
    case BetaSchedule::ScaledLinear:
        return at::linspace(std::sqrt(config.betaStart), std::sqrt(config.betaEnd), count, at::kFloat)
            .square();
    case BetaSchedule::SquaredCosine:
        return squaredCosineBetas(count);
    }
    throw std::invalid_argument("unknown beta schedule");
}

/// Shifts and stretches √ᾱ so that it ends at 0 and starts where it did (formats.md 6.1).
at::Tensor withZeroTerminalSnr(const at::Tensor& betas) {
    at::Tensor root = (1 - betas).cumprod(0).sqrt();
    const at::Tensor first = root[0].clone();
    const at::Tensor last = root[-1].clone();
    root = (root - last) * (first / (first - last));
    const at::Tensor alphaBars = root.square();
    const at::Tensor alphas = at::cat(
        {alphaBars.slice(0, 0, 1), alphaBars.slice(0, 1) / alphaBars.slice(0, 0, alphaBars.size(0) - 1)});
    return 1 - alphas;
}

std::vector<float> toVector(const at::Tensor& values) {
    const at::Tensor packed = values.contiguous();
    const float* data = packed.data_ptr<float>();
    return {data, data + packed.numel()};
}

void check(const SchedulerConfig& config) {
    const bool inRange =
        config.betaStart > 0 && config.betaStart < 1 && config.betaEnd > 0 && config.betaEnd < 1;
    if (config.trainTimesteps < 2 || (config.betaSchedule != BetaSchedule::SquaredCosine && !inRange))
        throw std::invalid_argument("a noise schedule needs two timesteps and betas between 0 and 1");
}

double interpolated(const std::vector<float>& table, double index) {
    const double clamped = std::clamp(index, 0.0, static_cast<double>(table.size() - 1));
    const auto below = std::min(static_cast<std::size_t>(clamped), table.size() - 2);
    const double weight = clamped - static_cast<double>(below);
    return table[below] + weight * (static_cast<double>(table[below + 1]) - table[below]);
}

} // namespace

NoiseLevel NoiseLevel::fromAlphaBar(double alphaBar) {
    return {std::sqrt(alphaBar), std::sqrt(1 - alphaBar)};
}

NoiseLevel NoiseLevel::fromSigma(double sigma) {
    const double signal = 1 / std::sqrt(sigma * sigma + 1);
    return {signal, sigma * signal};
}

NoiseSchedule::NoiseSchedule(const SchedulerConfig& config) {
    check(config);
    const at::NoGradGuard noGrad;
    at::Tensor betas = plainBetas(config);
    if (config.zeroTerminalSnr)
        betas = withZeroTerminalSnr(betas);
    const at::Tensor alphaBars = (1 - betas).cumprod(0);
    m_betas = toVector(betas);
    m_alphaBars = toVector(alphaBars);

    at::Tensor divisible = alphaBars.clone();
    if (config.zeroTerminalSnr)
        divisible[-1] = kLeastAlphaBar;
    m_sigmas = toVector(((1 - divisible) / divisible).sqrt());
    m_logSigmas.reserve(m_sigmas.size());
    for (const float sigma : m_sigmas)
        m_logSigmas.push_back(std::log(sigma));
    if (!std::is_sorted(m_sigmas.begin(), m_sigmas.end(), std::less_equal<>()))
        throw std::invalid_argument("the betas make no rising noise levels");
}

at::Tensor NoiseSchedule::alphaBarTensor() const {
    return at::tensor(m_alphaBars, at::kFloat);
}

NoiseLevel NoiseSchedule::levelAt(int timestep, catalogue::PredictionType prediction) const {
    const auto index = static_cast<std::size_t>(timestep);
    const float alphaBar = m_alphaBars.at(index);
    if (alphaBar == 0 && prediction == catalogue::PredictionType::Epsilon)
        return NoiseLevel::fromSigma(m_sigmas[index]);
    return NoiseLevel::fromAlphaBar(alphaBar);
}

double NoiseSchedule::sigmaAt(double timestep) const {
    return interpolated(m_sigmas, timestep);
}

double NoiseSchedule::logSigmaAt(double timestep) const {
    return interpolated(m_logSigmas, timestep);
}

double NoiseSchedule::timestepOf(double sigma) const {
    const double logSigma = std::log(std::max(sigma, 1e-10));
    const auto above = std::upper_bound(m_logSigmas.begin(), m_logSigmas.end(), logSigma);
    const auto passed = std::max<std::ptrdiff_t>(above - m_logSigmas.begin() - 1, 0);
    const auto low = std::min(static_cast<std::size_t>(passed), m_logSigmas.size() - 2);
    const double below = m_logSigmas[low];
    const double weight = std::clamp((below - logSigma) / (below - m_logSigmas[low + 1]), 0.0, 1.0);
    return (1 - weight) * static_cast<double>(low) + weight * static_cast<double>(low + 1);
}

} // namespace latentbrush::sampling
