#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace latentbrush::picturebook {

/// Deterministic random numbers, the same on every platform and compiler: xoshiro256** (Blackman and Vigna,
/// 2018) seeded through splitmix64. A plain value: copying a Dice copies its future. One thread at a time.
class Dice {
public:
    explicit Dice(std::uint64_t seed);

    /// 64 uniform random bits.
    std::uint64_t next();

    /// Uniform in [low, high], both included; low <= high. Free of modulo bias.
    int between(int low, int high);

    /// True with probability `hits` out of `tries`; 0 <= hits <= tries, tries > 0.
    bool chance(int hits, int tries) { return between(1, tries) <= hits; }

    /// One element of a non-empty array, span or vector, each equally likely.
    template <typename Range>
    const auto& pick(const Range& range) {
        return range[static_cast<std::size_t>(between(0, static_cast<int>(range.size()) - 1))];
    }

private:
    std::array<std::uint64_t, 4> m_state;
};

} // namespace latentbrush::picturebook
