#pragma once

#include <cstdint>
#include <immintrin.h>

namespace latentbrush::kernels {
namespace {

/// to[j][i] = from[i][j] for eight rows i and eight columns j.
inline void transposeEight(const float* from, std::int64_t fromStride, float* to, std::int64_t toStride) {
    __m256 rows[8];
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i)
        rows[i] = _mm256_loadu_ps(from + i * fromStride);
    __m256 pairs[8]; // of rows 0 and 1: columns 0 1 4 5, then 2 3 6 7; and so on
#pragma GCC unroll 4
    for (int i = 0; i < 8; i += 2) {
        pairs[i] = _mm256_unpacklo_ps(rows[i], rows[i + 1]);
        pairs[i + 1] = _mm256_unpackhi_ps(rows[i], rows[i + 1]);
    }
    __m256 fours[8]; // of rows 0 to 3: columns 0 4, 1 5, 2 6, 3 7; then of rows 4 to 7
#pragma GCC unroll 2
    for (int i = 0; i < 8; i += 4) {
        fours[i] = _mm256_shuffle_ps(pairs[i], pairs[i + 2], 0x44);
        fours[i + 1] = _mm256_shuffle_ps(pairs[i], pairs[i + 2], 0xee);
        fours[i + 2] = _mm256_shuffle_ps(pairs[i + 1], pairs[i + 3], 0x44);
        fours[i + 3] = _mm256_shuffle_ps(pairs[i + 1], pairs[i + 3], 0xee);
    }
#pragma GCC unroll 4
    for (int j = 0; j < 4; ++j) {
        _mm256_storeu_ps(to + j * toStride, _mm256_permute2f128_ps(fours[j], fours[j + 4], 0x20));
        _mm256_storeu_ps(to + (j + 4) * toStride, _mm256_permute2f128_ps(fours[j], fours[j + 4], 0x31));
    }
}

/// to[j][i] = from[i][j] for any number of rows i and columns j.
inline void transpose(const float* from, std::int64_t fromStride, std::int64_t rows, std::int64_t columns,
                      float* to, std::int64_t toStride) {
    const auto wholeRows = rows / 8 * 8;
    const auto wholeColumns = columns / 8 * 8;
    for (std::int64_t i = 0; i < wholeRows; i += 8)
        for (std::int64_t j = 0; j < wholeColumns; j += 8)
            transposeEight(from + i * fromStride + j, fromStride, to + j * toStride + i, toStride);
    for (std::int64_t i = 0; i < rows; ++i)
        for (auto j = i < wholeRows ? wholeColumns : 0; j < columns; ++j)
            to[j * toStride + i] = from[i * fromStride + j];
}

} // namespace
} // namespace latentbrush::kernels
