#include "kernels/instruction_set.h"

#include <gtest/gtest.h>

namespace latentbrush::kernels {
namespace {

constexpr InstructionSet kAll[] = {InstructionSet::Portable, InstructionSet::Avx2, InstructionSet::Avx512,
                                   InstructionSet::Avx512Bf16};

TEST(InstructionSet, IsFoundByItsNameWhereItRuns) {
    for (const auto set : kAll) {
        const auto found = instructionSetNamed(nameOf(set));
        EXPECT_TRUE(runsHere(found));
        if (runsHere(set)) {
            EXPECT_EQ(found, set) << nameOf(set);
        } else {
            EXPECT_LT(found, set) << nameOf(set);
        }
    }
}

TEST(InstructionSet, OffMeansPortable) {
    EXPECT_EQ(instructionSetNamed("off"), InstructionSet::Portable);
    EXPECT_TRUE(runsHere(InstructionSet::Portable));
}

TEST(InstructionSet, AnyOtherNameLeavesTheFastest) {
    EXPECT_TRUE(runsHere(instructionSetNamed("")));
    EXPECT_EQ(instructionSetNamed("AVX2!"), instructionSetNamed(""));
    EXPECT_GE(instructionSetNamed(""), instructionSetNamed("avx2"));
}

TEST(InstructionSet, EachNeedsWhatTheLowerNeed) {
    for (std::size_t i = 1; i < std::size(kAll); ++i)
        if (runsHere(kAll[i])) {
            EXPECT_TRUE(runsHere(kAll[i - 1])) << nameOf(kAll[i]);
        }
}

} // namespace
} // namespace latentbrush::kernels
