#pragma once

namespace latentbrush::kernels {
namespace {

/// 2^x for x in [0, 1) as Σ kOf[i] * x^i: the polynomials whose largest relative error is least among those
/// that are exactly 1 at 0 (Remez), so that what is not corrected is multiplied by exactly 1.
template <int Degree>
struct Exp2Factors;

/// Relative error 8.6e-5: a fortieth of what rounding a weight to bf16 may cost.
template <>
struct Exp2Factors<3> {
    static constexpr float kOf[] = {1.0F, 0.69511676F, 0.227645F, 0.07706704F};
};

/// Relative error 8.3e-8, with fp32's own rounding 1.5e-7.
template <>
struct Exp2Factors<5> {
    static constexpr float kOf[] = {1.0F, 0.6931513F, 0.24016444F, 0.055799913F, 0.009017031F, 0.00186713F};
};

} // namespace
} // namespace latentbrush::kernels
