#pragma once

#include "kernels/exp2_factors.h"

#include <cstdint>
#include <immintrin.h>

namespace latentbrush::kernels {
namespace {

/// Eight fp32 numbers; what each member means is in attention_tiles.h.
struct LanesOfAvx2 {
    using Vector = __m256;
    static constexpr std::int64_t kCount = 8;
    // 12 sums, two vectors and a broadcast fill 15 of the 16 registers.
    static constexpr int kRows = 6;
    static constexpr int kColumns = 2;

    static Vector zero() { return _mm256_setzero_ps(); }
    static Vector set(float value) { return _mm256_set1_ps(value); }
    static Vector load(const float* from) { return _mm256_load_ps(from); }
    static void store(float* to, Vector value) { _mm256_store_ps(to, value); }
    static Vector add(Vector a, Vector b) { return _mm256_add_ps(a, b); }
    static Vector multiply(Vector a, Vector b) { return _mm256_mul_ps(a, b); }
    static Vector multiplyAdd(Vector a, Vector b, Vector c) { return _mm256_fmadd_ps(a, b, c); }
    static Vector larger(Vector a, Vector b) { return _mm256_max_ps(a, b); }

    template <int Degree>
    static Vector exp2(Vector x) {
        // The least power of two that is a normal number; NaN stays NaN.
        const auto held = larger(set(-126), x);
        const auto floor = _mm256_floor_ps(held);
        const auto fraction = _mm256_sub_ps(held, floor);
        auto sum = set(Exp2Factors<Degree>::kOf[Degree]);
#pragma GCC unroll 8
        for (int i = Degree - 1; i >= 0; --i)
            sum = multiplyAdd(sum, fraction, set(Exp2Factors<Degree>::kOf[i]));
        const auto exponent = _mm256_slli_epi32(_mm256_cvtps_epi32(floor), 23);
        return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(sum), exponent));
    }
};

} // namespace
} // namespace latentbrush::kernels
