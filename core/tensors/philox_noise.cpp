#include "tensors/philox_noise.h"

#include <array>
#include <cmath>
#include <numbers>

namespace latentbrush::tensors {

namespace {

using Words = std::array<std::uint32_t, 4>;

/// Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3": ten rounds.
Words philox(Words counter, std::uint64_t seed) {
    constexpr std::uint64_t kFirst = 0xD2511F53;
    constexpr std::uint64_t kSecond = 0xCD9E8D57;
    constexpr std::uint32_t kFirstStep = 0x9E3779B9;
    constexpr std::uint32_t kSecondStep = 0xBB67AE85;
    constexpr int kRounds = 10;
    auto low = static_cast<std::uint32_t>(seed);
    auto high = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t first = kFirst * counter[0];
        const std::uint64_t second = kSecond * counter[2];
        counter = {
            static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ low, static_cast<std::uint32_t>(second),
            static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ high, static_cast<std::uint32_t>(first)};
        low += kFirstStep;
        high += kSecondStep;
    }
    return counter;
}

/// cuRAND's Box-Muller, of which PyTorch keeps the sine.
float normal(std::uint32_t x, std::uint32_t y) {
    constexpr double kUnit = 1.0 / 4294967296.0;
    const double u = x * kUnit + kUnit / 2;
    const double angle = y * (kUnit * 2 * std::numbers::pi) + kUnit * std::numbers::pi;
    return static_cast<float>(std::sqrt(-2 * std::log(u)) * std::sin(angle));
}

} // namespace

at::Tensor PhiloxNoise::next(at::IntArrayRef shape) {
    auto noise = at::empty(shape, at::kFloat);
    auto* numbers = noise.data_ptr<float>();
    for (std::int64_t i = 0; i < noise.numel(); ++i) {
        const auto words = philox({m_offset, 0, static_cast<std::uint32_t>(i), 0}, m_seed);
        numbers[i] = normal(words[0], words[1]);
    }
    ++m_offset;
    return noise;
}

} // namespace latentbrush::tensors
