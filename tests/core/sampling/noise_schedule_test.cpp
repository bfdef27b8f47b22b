#include "sampling/noise_schedule.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <stdexcept>

namespace latentbrush::sampling {
namespace {

using catalogue::BetaSchedule;
using catalogue::SchedulerConfig;

SchedulerConfig configOf(double betaStart, double betaEnd, BetaSchedule schedule) {
    SchedulerConfig config;
    config.betaStart = betaStart;
    config.betaEnd = betaEnd;
    config.betaSchedule = schedule;
    return config;
}

/// The published ranges of σ (formats.md 1.2), given there to six digits or more: half a unit of the sixth is
/// 5e-6 relative at worst, and the fp32 product of 1000 factors adds at most about √1000 · 2⁻²⁴ = 2e-6.
struct SigmaRow {
    double betaStart;
    double betaEnd;
    double sigmaMin;
    double sigmaMax;
};

class SigmaTable : public testing::TestWithParam<SigmaRow> {};

TEST_P(SigmaTable, EndsWhereThePublishedOneEnds) {
    const SigmaRow row = GetParam();
    const NoiseSchedule schedule(configOf(row.betaStart, row.betaEnd, BetaSchedule::ScaledLinear));
    constexpr double kRelative = 7e-6;
    EXPECT_NEAR(schedule.sigmas().back(), row.sigmaMax, kRelative * row.sigmaMax);
    // √β0 enters σ_0 as √(β0/(1−β0)); 1−ᾱ_0 keeps 2⁻²⁴/β0 relative, halved by the root.
    const double smallest = kRelative + 0x1p-24 / row.betaStart / 2;
    EXPECT_NEAR(schedule.sigmas().front(), row.sigmaMin, smallest * row.sigmaMin);
}

INSTANTIATE_TEST_SUITE_P(Families, SigmaTable,
                         testing::Values(SigmaRow{.00085, .012, .0291672, 14.614641},
                                         SigmaRow{.0015, .0195, .0387589, 83.8225},
                                         SigmaRow{.0015, .0205, .0387589, 101.576},
                                         SigmaRow{.0015, .0155, .0387589, 38.6590},
                                         SigmaRow{.0001, .02, .0100005, 36.9119}));

TEST(NoiseSchedule, HasTheKnownLastAlphaBarOfStableDiffusion) {
    const NoiseSchedule schedule(SchedulerConfig{});
    EXPECT_EQ(schedule.timesteps(), 1000);
    EXPECT_NEAR(schedule.alphaBars().back(), 0.00466010, 0.00466010 * 3e-6);
}

TEST(NoiseSchedule, LinearAndCosineBetasFollowTheirDefinitions) {
    const NoiseSchedule linear(configOf(.0001, .02, BetaSchedule::Linear));
    EXPECT_FLOAT_EQ(linear.betas()[0], 0.0001F);
    EXPECT_FLOAT_EQ(linear.betas()[333], static_cast<float>(0.0001 + 333.0 / 999 * 0.0199));
    EXPECT_FLOAT_EQ(linear.betas()[999], 0.02F);

    const NoiseSchedule cosine(configOf(.0001, .02, BetaSchedule::SquaredCosine));
    EXPECT_FLOAT_EQ(cosine.betas()[999], 0.999F);
    const double half = std::cos((0.5 + 0.008) / 1.008 * std::numbers::pi / 2);
    const double start = std::cos(0.008 / 1.008 * std::numbers::pi / 2);
    // The product telescopes; 500 fp32 factors round by √500 · 2⁻²⁴.
    EXPECT_NEAR(cosine.alphaBars()[499], half * half / (start * start), 2e-6);
}

TEST(NoiseSchedule, ZeroTerminalSnrEndsInPureNoiseAndKeepsItsStart) {
    SchedulerConfig config;
    const NoiseSchedule plain(config);
    config.zeroTerminalSnr = true;
    const NoiseSchedule zero(config);
    EXPECT_EQ(zero.alphaBars().back(), 0.0F);
    EXPECT_FLOAT_EQ(zero.alphaBars().front(), plain.alphaBars().front());
    EXPECT_NEAR(zero.sigmas().back(), 4096, 0.001);
    // √ᾱ' = (√ᾱ − √ᾱ_T)·√ᾱ_0/(√ᾱ_0 − √ᾱ_T); the difference of two numbers near 0.5 and 0.07 is good to 2⁻²³.
    const auto root = [&](std::size_t t) { return std::sqrt(static_cast<double>(plain.alphaBars()[t])); };
    const double expected = (root(500) - root(999)) * root(0) / (root(0) - root(999));
    EXPECT_NEAR(std::sqrt(zero.alphaBars()[500]), expected, 4e-6);
}

TEST(NoiseSchedule, TimestepAndSigmaAreEachOthersInverseOnTheTable) {
    const NoiseSchedule schedule(SchedulerConfig{});
    for (int t = 0; t < schedule.timesteps(); ++t) {
        const double sigma = schedule.sigmaAt(t);
        EXPECT_EQ(sigma, schedule.sigmas()[static_cast<std::size_t>(t)]);
        // log σ is kept in fp32: half a unit is at most 1.2e-7, and neighbours are at least 0.004 apart.
        EXPECT_NEAR(schedule.timestepOf(sigma), t, 2.4e-7 / 0.004);
    }
    EXPECT_EQ(schedule.timestepOf(1e9), 999);
    EXPECT_EQ(schedule.timestepOf(0), 0);
    EXPECT_EQ(schedule.sigmaAt(5000), schedule.sigmas().back());
    EXPECT_NEAR(schedule.sigmaAt(10.25), 0.75 * schedule.sigmas()[10] + 0.25 * schedule.sigmas()[11], 1e-12);
}

TEST(NoiseSchedule, RefusesConfigsWithoutATable) {
    SchedulerConfig empty;
    empty.trainTimesteps = 0;
    EXPECT_THROW(NoiseSchedule{empty}, std::invalid_argument);
    EXPECT_THROW(NoiseSchedule{configOf(-1, .02, BetaSchedule::ScaledLinear)}, std::invalid_argument);
    EXPECT_THROW(NoiseSchedule{configOf(.001, 2, BetaSchedule::Linear)}, std::invalid_argument);
    EXPECT_THROW(NoiseSchedule{configOf(NAN, .02, BetaSchedule::Linear)}, std::invalid_argument);
}

} // namespace
} // namespace latentbrush::sampling
