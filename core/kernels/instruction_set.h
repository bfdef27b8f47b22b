#pragma once

#include <string_view>

namespace latentbrush::kernels {

/// What the project's own kernels are written for, from the least to the most demanding.
enum class InstructionSet {
    Portable,   ///< none of our own: LibTorch's kernels do all
    Avx2,       ///< AVX2 and FMA
    Avx512,     ///< AVX-512 F, BW, DQ and VL
    Avx512Bf16, ///< and AVX512_BF16, where products of bf16 are faster than those of fp32
};

/// "portable", "avx2", "avx512", "avx512bf16".
std::string_view nameOf(InstructionSet set);

/// Whether this CPU and its system can run it.
bool runsHere(InstructionSet set);

/// Whether this CPU has AMX for bf16.
bool multipliesTilesOfBf16();

/// The set named, "off" meaning "portable"; the best that runs here where it does not, and the fastest here
/// for any other name. Intel's cores multiply pairs of bf16 at half the rate of fp32, so Avx512 is the
/// fastest there.
InstructionSet instructionSetNamed(std::string_view name);

/// What the environment's LATENTBRUSH_CPU names, read once; without it the fastest here. Any thread.
InstructionSet instructionSet();

} // namespace latentbrush::kernels
