#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

namespace latentbrush::detector {

inline constexpr int kNonsenseSide = 128;

/// Pictures of kNonsenseSide × kNonsenseSide in which a detector must see nothing.
std::vector<std::uint8_t> noise(std::mt19937& random);      ///< each value drawn by itself
std::vector<std::uint8_t> flatColour(std::mt19937& random); ///< one colour
std::vector<std::uint8_t> blobs(std::mt19937& random);      ///< 12 soft spots of any colour on a colour

struct Nonsense {
    const char* name;
    std::vector<std::uint8_t> (*make)(std::mt19937&);
};

inline constexpr std::array<Nonsense, 3> kNonsense = {
    {{"noise", noise}, {"one colour", flatColour}, {"smooth blobs", blobs}}};

} // namespace latentbrush::detector
