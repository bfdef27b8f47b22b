#include "kernels/instruction_set.h"

#include <algorithm>
#include <cstdlib>

namespace latentbrush::kernels {

namespace {

InstructionSet best() {
    for (const auto set : {InstructionSet::Avx512Bf16, InstructionSet::Avx512, InstructionSet::Avx2})
        if (runsHere(set))
            return set;
    return InstructionSet::Portable;
}

#if defined(__x86_64__)
bool fastPairsOfBf16() {
    return __builtin_cpu_is("amd");
}
#else
bool fastPairsOfBf16() {
    return false;
}
#endif

InstructionSet fastest() {
    return fastPairsOfBf16() ? best() : std::min(best(), InstructionSet::Avx512);
}

} // namespace

std::string_view nameOf(InstructionSet set) {
    switch (set) {
    case InstructionSet::Avx2:
        return "avx2";
    case InstructionSet::Avx512:
        return "avx512";
    case InstructionSet::Avx512Bf16:
        return "avx512bf16";
    case InstructionSet::Portable:
        break;
    }
    return "portable";
}

bool runsHere(InstructionSet set) {
#if defined(__x86_64__)
    const auto avx512 = [] {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    };
    switch (set) {
    case InstructionSet::Avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case InstructionSet::Avx512:
        return avx512();
    case InstructionSet::Avx512Bf16:
        return avx512() && __builtin_cpu_supports("avx512bf16");
    case InstructionSet::Portable:
        break;
    }
#endif
    return set == InstructionSet::Portable;
}

bool multipliesTilesOfBf16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("amx-bf16");
#else
    return false;
#endif
}

InstructionSet instructionSetNamed(std::string_view name) {
    if (name == "off")
        return InstructionSet::Portable;
    for (const auto set :
         {InstructionSet::Portable, InstructionSet::Avx2, InstructionSet::Avx512, InstructionSet::Avx512Bf16})
        if (name == nameOf(set))
            return std::min(set, best());
    return fastest();
}

InstructionSet instructionSet() {
    static const auto chosen = [] {
        const char* name = std::getenv("LATENTBRUSH_CPU");
        return instructionSetNamed(name ? name : "");
    }();
    return chosen;
}

} // namespace latentbrush::kernels
