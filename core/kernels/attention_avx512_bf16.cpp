// Compiled for AVX-512 F, BW, DQ, VL and BF16; see attention_tiles.h.
#include "kernels/attention_tiles.h"
#include "kernels/lanes_avx512.h"

namespace latentbrush::kernels {

namespace {

/// Rows of bf16; a unit is a pair, which one instruction multiplies and sums in fp32.
struct PairsOfBf16 {
    static constexpr int kFold = 2;
    static constexpr std::int64_t kBytes = 2;
    static constexpr int kExp2Degree = 3;

    static void units(const void* row, float* units, std::int64_t width) {
        __builtin_memcpy(units, row, static_cast<unsigned long>(width * kBytes));
    }

    static void valueUnits(const void* first, const void* second, float* units, std::int64_t width) {
        for (std::int64_t i = 0; i < width; ++i) {
            std::uint16_t pair[2] = {0, 0};
            __builtin_memcpy(&pair[0], static_cast<const char*>(first) + i * kBytes, kBytes);
            if (second)
                __builtin_memcpy(&pair[1], static_cast<const char*>(second) + i * kBytes, kBytes);
            __builtin_memcpy(units + i, pair, sizeof pair);
        }
    }

    static __m512 dot(__m512 a, __m512 b, __m512 sum) {
        return _mm512_dpbf16_ps(sum, (__m512bh)a, (__m512bh)b);
    }

    static void storeWeights(float* units, const __m512 (&weights)[2]) {
        const auto oneAfterTheOther = (__m512i)_mm512_cvtne2ps_pbh(weights[1], weights[0]);
        const auto order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23,
                                            7, 22, 6, 21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
        _mm512_store_si512(units, _mm512_permutexvar_epi16(order, oneAfterTheOther));
    }

    static void storeRow(const float* line, void* row, std::int64_t width) {
        for (std::int64_t i = 0; i < width; i += 16) {
            const auto left = width - i;
            const auto lanes = static_cast<__mmask16>(left < 16 ? (1U << left) - 1 : 0xFFFFU);
            const auto rounded = (__m256i)_mm512_cvtneps_pbh(_mm512_maskz_loadu_ps(lanes, line + i));
            _mm256_mask_storeu_epi16(static_cast<char*>(row) + i * kBytes, lanes, rounded);
        }
    }
};

} // namespace

constinit const AttentionKernel kAttentionAvx512Bf16 = Attention<LanesOfAvx512, PairsOfBf16>::kernel();

} // namespace latentbrush::kernels
