#pragma once

#include "detector/lab.h"

#include <array>
#include <cstdint>
#include <span>

namespace latentbrush::detector {

inline constexpr int kSide = 128; ///< all lengths of the world are pixels of a picture of this side

/// The picture at 128 × 128, freed from specks, ready to be compared with colours.
class Frame {
public:
    /// `rgb` holds width × height × 3 values, both sides at least 1.
    Frame(std::span<const std::uint8_t> rgb, int width, int height);

    Rgb rgb(int x, int y) const { return m_rgb[index(x, y)]; }
    Lab lab(int x, int y) const { return m_lab[index(x, y)]; }

    /// Takes an even cast away from every pixel.
    void subtract(Rgb cast);

private:
    static int index(int x, int y) { return y * kSide + x; }
    void takeSpecksAway();
    void measure();

    std::array<Rgb, kSide * kSide> m_rgb;
    std::array<Lab, kSide * kSide> m_lab;
};

} // namespace latentbrush::detector
