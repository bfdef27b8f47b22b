#pragma once

#include "kernels/exp2_factors.h"

#include <cstdint>
#include <immintrin.h>

namespace latentbrush::kernels {
namespace {

/// Sixteen fp32 numbers; what each member means is in attention_tiles.h.
struct LanesOfAvx512 {
    using Vector = __m512;
    static constexpr std::int64_t kCount = 16;
    // 16 sums hide the latency of multiply-add on Zen 4, Zen 5 and Sapphire Rapids; taller or wider tiles up
    // to 24 sums measured the same.
    static constexpr int kRows = 8;
    static constexpr int kColumns = 2;

    static Vector zero() { return _mm512_setzero_ps(); }
    static Vector set(float value) { return _mm512_set1_ps(value); }
    static Vector load(const float* from) { return _mm512_load_ps(from); }
    static void store(float* to, Vector value) { _mm512_store_ps(to, value); }
    static Vector add(Vector a, Vector b) { return _mm512_add_ps(a, b); }
    static Vector multiply(Vector a, Vector b) { return _mm512_mul_ps(a, b); }
    static Vector multiplyAdd(Vector a, Vector b, Vector c) { return _mm512_fmadd_ps(a, b, c); }
    static Vector larger(Vector a, Vector b) { return _mm512_max_ps(a, b); }

    template <int Degree>
    static Vector exp2(Vector x) {
        const auto fraction = _mm512_reduce_ps(x, _MM_FROUND_TO_NEG_INF | _MM_FROUND_NO_EXC);
        auto sum = set(Exp2Factors<Degree>::kOf[Degree]);
#pragma GCC unroll 8
        for (int i = Degree - 1; i >= 0; --i)
            sum = multiplyAdd(sum, fraction, set(Exp2Factors<Degree>::kOf[i]));
        // Multiplies by 2 to the floor of x; 0 where that is too small.
        return _mm512_scalef_ps(sum, x);
    }
};

} // namespace
} // namespace latentbrush::kernels
