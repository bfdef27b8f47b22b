#include "sampling/plan.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <iterator>
#include <rapidcheck/gtest.h>

namespace latentbrush::sampling {
namespace {

using catalogue::BetaSchedule;
using catalogue::PredictionType;
using catalogue::SchedulerConfig;
using catalogue::Spacing;

std::vector<double> timestepsOf(const SamplePlan& plan) {
    std::vector<double> timesteps;
    for (const Step& step : plan.grid.steps)
        timesteps.push_back(step.timestep);
    return timesteps;
}

SchedulerConfig trailing(PredictionType prediction) {
    SchedulerConfig config;
    config.spacing = Spacing::Trailing;
    config.prediction = prediction;
    return config;
}

TEST(Plan, DdimWithFiftyStepsIsTheKnownGrid) {
    const auto plan = makePlan({}, Sampler::Ddim, Schedule::Leading, 50);
    std::vector<double> expected;
    for (int t = 981; t >= 1; t -= 20)
        expected.push_back(t);
    EXPECT_EQ(timestepsOf(plan.value()), expected);
    // Below timestep 0 lies its own level, unless the file sets the last ᾱ to one.
    EXPECT_EQ(plan->grid.steps.back().to, NoiseLevel::fromAlphaBar(NoiseSchedule({}).alphaBars().front()));
    SchedulerConfig toOne;
    toOne.setAlphaToOne = true;
    EXPECT_EQ(makePlan(toOne, Sampler::Ddim, Schedule::Leading, 50)->grid.steps.back().to, NoiseLevel{});
}

TEST(Plan, KarrasRunsFromTheHighestLevelToTheLowest) {
    const auto plan = makePlan({}, Sampler::DpmPp2M, Schedule::Karras, 10);
    const auto& steps = plan->grid.steps;
    ASSERT_EQ(steps.size(), 10U);
    EXPECT_NEAR(steps.front().from.sigma(), 14.614641, 14.6 * 7e-6);
    EXPECT_NEAR(steps.back().from.sigma(), 0.0291672, 0.029 * 4e-5);
    EXPECT_EQ(steps.back().to, NoiseLevel{});
    EXPECT_EQ(steps.front().timestep, 999);
    EXPECT_EQ(steps.back().timestep, 0);
}

struct AutoRow {
    Spacing spacing;
    bool karras;
    Schedule chosen;
};

class AutoSchedule : public testing::TestWithParam<AutoRow> {};

TEST_P(AutoSchedule, IsWhatTheModelsFileSays) {
    SchedulerConfig config;
    config.spacing = GetParam().spacing;
    config.useKarrasSigmas = GetParam().karras;
    const auto plan = makePlan(config, Sampler::Euler, Schedule::Auto, 7);
    const auto same = makePlan(config, Sampler::Euler, GetParam().chosen, 7);
    EXPECT_EQ(plan->schedule, GetParam().chosen);
    EXPECT_EQ(timestepsOf(plan.value()), timestepsOf(same.value()));
}

INSTANTIATE_TEST_SUITE_P(Files, AutoSchedule,
                         testing::Values(AutoRow{Spacing::Leading, false, Schedule::Leading},
                                         AutoRow{Spacing::Linspace, false, Schedule::Linspace},
                                         AutoRow{Spacing::Trailing, false, Schedule::Trailing},
                                         AutoRow{Spacing::Leading, true, Schedule::Karras}));

TEST(Plan, RefusesWhatIsNotBuiltAndNamesBoth) {
    for (const SamplerName& name : kSamplers) {
        const auto supported = supportedSchedules(name.sampler);
        EXPECT_EQ(isBuilt(name.sampler), !supported.empty());
        for (const ScheduleName& schedule : kSchedules) {
            const bool expected = std::ranges::count(supported, schedule.schedule) > 0;
            const auto plan = makePlan({}, name.sampler, schedule.schedule, 5);
            ASSERT_EQ(plan.has_value(), expected) << name.id << " " << schedule.id;
            if (!expected) {
                EXPECT_EQ(plan.error().code, ErrorCode::UnsupportedCombination);
                EXPECT_EQ(plan.error().subject, std::string(name.id) + " + " + std::string(schedule.id));
            }
        }
    }
}

TEST(Plan, RefusesStepsThatTheModelDoesNotHave) {
    for (const int steps : {-1, 0, 1001, 1 << 30}) {
        const auto plan = makePlan({}, Sampler::Euler, Schedule::Auto, steps);
        ASSERT_FALSE(plan.has_value()) << steps;
        EXPECT_EQ(plan.error().code, ErrorCode::InvalidRequest);
        EXPECT_EQ(plan.error().subject, "steps");
    }
}

TEST(Plan, RefusesAModelWithoutNoiseLevels) {
    SchedulerConfig config;
    config.betaEnd = -3;
    EXPECT_EQ(makePlan(config, Sampler::Ddim, Schedule::Auto, 5).error().code, ErrorCode::UnsupportedModel);
}

/// With as many steps as training timesteps every one is visited once, whatever the spacing.
TEST(Plan, WithAllStepsVisitsEachTimestepOnce) {
    for (const Sampler sampler :
         {Sampler::Ddim, Sampler::Ddpm, Sampler::Euler, Sampler::DpmPp2M, Sampler::UniPc})
        for (const Schedule schedule : {Schedule::Leading, Schedule::Linspace, Schedule::Trailing}) {
            const auto timesteps = timestepsOf(makePlan({}, sampler, schedule, 1000).value());
            ASSERT_EQ(timesteps.size(), 1000U);
            for (std::size_t i = 0; i < timesteps.size(); ++i)
                ASSERT_EQ(timesteps[i], 999 - static_cast<double>(i))
                    << idOf(sampler) << " " << idOf(schedule);
        }
}

TEST(Plan, AlignYourStepsIsThePublishedListAtTenSteps) {
    const std::pair<AlignedFor, std::vector<double>> rows[] = {
        {AlignedFor::StableDiffusion1, {999, 850, 736, 645, 545, 455, 343, 233, 124, 24}},
        {AlignedFor::StableDiffusionXl, {999, 845, 730, 587, 443, 310, 193, 116, 53, 13}}};
    for (const auto& [family, expected] : rows) {
        const auto plan = makePlan({}, Sampler::Euler, Schedule::Ays, 10, family);
        const auto timesteps = timestepsOf(plan.value());
        // They pass through ln σ, kept in fp32, and back, and are kept in fp32 themselves: see
        // noise_schedule_test.cpp.
        for (std::size_t i = 0; i < expected.size(); ++i)
            EXPECT_NEAR(timesteps[i], expected[i], 2.4e-7 / 0.004 + 0x1p-24 * expected[i]);
    }
}

TEST(Plan, KDiffusionSpreadsTimestepsEvenlyOverTheWholeTable) {
    const auto plan = makePlan({}, Sampler::Lms, Schedule::KDiffusion, 4);
    const auto timesteps = timestepsOf(plan.value());
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(timesteps[i], 999 - 333.0 * static_cast<double>(i), 2.4e-7 / 0.004 + 0x1p-24 * 999);
    EXPECT_NEAR(plan->grid.initialScale, plan->grid.steps.front().from.sigma(), 1e-12 * 15);
}

TEST(Plan, LcmTakesItsDistillationsTimesteps) {
    EXPECT_EQ(timestepsOf(makePlan({}, Sampler::Lcm, Schedule::Auto, 4).value()),
              (std::vector<double>{999, 759, 499, 259}));
    EXPECT_EQ(mostSteps({}, Sampler::Lcm), 50);
    EXPECT_EQ(makePlan({}, Sampler::Lcm, Schedule::Auto, 51).error().code, ErrorCode::InvalidRequest);
}

NoiseLevel levelAt(const Grid& grid, double timestep) {
    for (const Probe& probe : grid.probes)
        if (probe.timestep == timestep)
            return probe.level;
    return std::ranges::find(grid.steps, timestep, &Step::timestep)->from;
}

/// One network's estimate of the picture, in each prediction's terms: all must lead to the same latents.
at::Tensor knowing(PredictionType type, const at::Tensor& latents, double timestep, const Grid& grid) {
    const NoiseLevel level = levelAt(grid, timestep);
    const at::Tensor clean = at::full_like(latents, 0.5) + 0.1 * at::tanh(latents);
    const at::Tensor noise = (latents - level.signal * clean) / level.noise;
    switch (type) {
    case PredictionType::Epsilon:
        return noise;
    case PredictionType::V:
        return level.signal * noise - level.noise * clean;
    default:
        return clean;
    }
}

std::vector<SamplerName> builtSamplers() {
    std::vector<SamplerName> built;
    std::ranges::copy_if(kSamplers, std::back_inserter(built), isBuilt, &SamplerName::sampler);
    return built;
}

class BuiltSampler : public testing::TestWithParam<SamplerName> {};

TEST_P(BuiltSampler, TreatsAllPredictionsAlike) {
    if (GetParam().sampler == Sampler::Plms)
        return; // combines the outputs of several levels in the network's own terms
    at::manual_seed(3);
    const at::Tensor start = at::randn({2, 4, 3, 5});
    const at::Tensor draws = at::randn({12 * drawsAStep(GetParam().sampler), 2, 4, 3, 5});
    const auto run = [&](PredictionType type) {
        const auto plan = makePlan(trailing(type), GetParam().sampler, Schedule::Auto, 12).value();
        return sample(
            plan, start, [&](const at::Tensor& x, double t) { return knowing(type, x, t, plan.grid); },
            [&](int step) { return draws[step]; });
    };
    const at::Tensor epsilon = run(PredictionType::Epsilon);
    const at::Tensor v = run(PredictionType::V);
    const at::Tensor clean = run(PredictionType::Sample);
    // ε at the highest level is divided by the signal 1/14.6: 12 steps · 8 roundings · 2⁻²⁴ · 14.6 · 4.
    constexpr double kRounding = 12 * 8 * 0x1p-24 * 14.6 * 4;
    EXPECT_LT((epsilon - clean).abs().max().item<double>(), kRounding);
    EXPECT_LT((v - clean).abs().max().item<double>(), kRounding);
}

TEST_P(BuiltSampler, TellsEachStepOnceAndAsksForNoiseOnlyIfItSaysSo) {
    const auto plan = makePlan({}, GetParam().sampler, Schedule::Auto, 6).value();
    std::vector<int> told;
    int draws = 0;
    const at::Tensor start = at::ones({1, 4, 2, 2});
    sample(
        plan, start, [](const at::Tensor& x, double) { return 0.1 * x; },
        [&](int) {
            ++draws;
            return at::zeros({1, 4, 2, 2});
        },
        [&](int done, const at::Tensor& clean) {
            told.push_back(done);
            EXPECT_EQ(clean.sizes(), start.sizes());
        });
    EXPECT_EQ(told, (std::vector<int>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(draws > 0, addsNoise(GetParam().sampler));
}

TEST_P(BuiltSampler, LetsExceptionsThrough) {
    struct Stop {};
    const auto plan = makePlan({}, GetParam().sampler, Schedule::Auto, 6).value();
    EXPECT_THROW(sample(
                     plan, at::ones({1, 4, 2, 2}),
                     [](const at::Tensor&, double) -> at::Tensor { throw Stop{}; },
                     [](int) {
                         return at::zeros({1, 4, 2, 2});
                     }),
                 Stop);
}

INSTANTIATE_TEST_SUITE_P(Names, BuiltSampler, testing::ValuesIn(builtSamplers()),
                         [](const auto& row) { return std::string(row.param.id); });

rc::Gen<SchedulerConfig> anyConfig() {
    return rc::gen::apply(
        [](PredictionType prediction, BetaSchedule betas, Spacing spacing, int offset, bool toOne, bool zero,
           bool karras) {
            SchedulerConfig config;
            config.prediction = prediction;
            config.betaSchedule = betas;
            config.spacing = spacing;
            config.stepsOffset = offset;
            config.setAlphaToOne = toOne;
            config.zeroTerminalSnr = zero;
            config.useKarrasSigmas = karras;
            return config;
        },
        rc::gen::element(PredictionType::Epsilon, PredictionType::V, PredictionType::Sample),
        rc::gen::element(BetaSchedule::Linear, BetaSchedule::ScaledLinear, BetaSchedule::SquaredCosine),
        rc::gen::element(Spacing::Leading, Spacing::Linspace, Spacing::Trailing), rc::gen::inRange(0, 3),
        rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>());
}

RC_GTEST_PROP(AnyPlan, FallsStrictlyAndStaysInTheTable, ()) {
    const SchedulerConfig config = *anyConfig();
    const Sampler sampler = (*rc::gen::elementOf(builtSamplers())).sampler;
    const Schedule schedule = *rc::gen::elementOf(supportedSchedules(sampler));
    const int drawn = *rc::gen::weightedOneOf<int>({{3, rc::gen::inRange(1, 60)},
                                                    {1, rc::gen::inRange(60, 1001)},
                                                    {1, rc::gen::element(998, 999, 1000)}});
    const int steps = std::min(drawn, mostSteps(config, sampler));
    RC_LOG() << idOf(sampler) << " " << idOf(schedule);
    const auto plan = makePlan(config, sampler, schedule, steps);
    RC_ASSERT(plan.has_value());
    RC_ASSERT(plan->steps() == steps);
    for (std::size_t i = 0; i < plan->grid.steps.size(); ++i) {
        const Step& step = plan->grid.steps[i];
        RC_ASSERT(step.timestep >= 0 && step.timestep <= 999);
        RC_ASSERT(step.to.noise <= step.from.noise && step.to.signal >= step.from.signal);
        RC_ASSERT(i == 0 || step.from.noise < plan->grid.steps[i - 1].from.noise ||
                  step.from.signal > plan->grid.steps[i - 1].from.signal);
        RC_ASSERT(std::abs(std::hypot(step.from.signal, step.from.noise) - 1) < 1e-12);
    }
    RC_ASSERT(std::isfinite(plan->grid.initialScale) && plan->grid.initialScale > 0);
}

RC_GTEST_PROP(AnyPlan, EndsInFiniteLatents, ()) {
    const SchedulerConfig config = *anyConfig();
    const Sampler sampler = (*rc::gen::elementOf(builtSamplers())).sampler;
    const Schedule schedule = *rc::gen::elementOf(supportedSchedules(sampler));
    const auto plan = makePlan(config, sampler, schedule, *rc::gen::inRange(1, 40));
    RC_LOG() << idOf(sampler) << " " << idOf(schedule);
    RC_ASSERT(plan.has_value());
    at::manual_seed(11);
    const at::Tensor latents = sample(
        *plan, at::randn({1, 4, 2, 2}),
        [](const at::Tensor& x, double t) { return at::tanh(x) * std::cos(t); },
        [](int) {
            return at::randn({1, 4, 2, 2});
        });
    RC_ASSERT(latents.isfinite().all().item<bool>());
    RC_ASSERT(latents.scalar_type() == at::kFloat);
}

} // namespace
} // namespace latentbrush::sampling
