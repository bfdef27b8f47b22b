#pragma once

#include <cstdint>

namespace latentbrush::kernels {
namespace {

/// Rows of fp32, computed in fp32; what each member means is in attention_tiles.h.
template <class Lanes>
struct Floats {
    using Vector = typename Lanes::Vector;
    static constexpr int kFold = 1;
    static constexpr std::int64_t kBytes = 4;
    static constexpr int kExp2Degree = 5;

    static void units(const void* row, float* units, std::int64_t width) {
        __builtin_memcpy(units, row, static_cast<unsigned long>(width * kBytes));
    }
    static void valueUnits(const void* row, const void*, float* out, std::int64_t width) {
        units(row, out, width);
    }
    static Vector dot(Vector a, Vector b, Vector sum) { return Lanes::multiplyAdd(a, b, sum); }
    static void storeWeights(float* units, const Vector (&weights)[1]) { Lanes::store(units, weights[0]); }
    static void storeRow(const float* line, void* row, std::int64_t width) {
        __builtin_memcpy(row, line, static_cast<unsigned long>(width * kBytes));
    }
};

/// Rows of bf16, computed in fp32: nothing but the answer is rounded.
template <class Lanes>
struct Bfloats : Floats<Lanes> {
    static constexpr std::int64_t kBytes = 2;
    static constexpr int kExp2Degree = 3;

    static void units(const void* row, float* units, std::int64_t width) {
        for (std::int64_t i = 0; i < width; ++i) {
            std::uint16_t half;
            __builtin_memcpy(&half, static_cast<const char*>(row) + i * kBytes, sizeof half);
            const std::uint32_t bits = std::uint32_t(half) << 16;
            __builtin_memcpy(units + i, &bits, sizeof bits);
        }
    }
    static void valueUnits(const void* row, const void*, float* out, std::int64_t width) {
        units(row, out, width);
    }
    /// To the nearest, ties to even; NaN as LibTorch writes it.
    static void storeRow(const float* line, void* row, std::int64_t width) {
        for (std::int64_t i = 0; i < width; ++i) {
            std::uint32_t bits;
            __builtin_memcpy(&bits, line + i, sizeof bits);
            const std::uint32_t rounded = (bits + 0x7fffU + (bits >> 16 & 1U)) >> 16;
            const std::uint16_t half = (bits & 0x7fffffffU) > 0x7f800000U ? 0x7fc0 : std::uint16_t(rounded);
            __builtin_memcpy(static_cast<char*>(row) + i * kBytes, &half, sizeof half);
        }
    }
};

} // namespace
} // namespace latentbrush::kernels
