#include "sampling/plan.h"
#include "toy_network.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latentbrush::sampling {
namespace {

using catalogue::BetaSchedule;
using catalogue::PredictionType;
using catalogue::SchedulerConfig;
using catalogue::Spacing;
using nlohmann::json;

Spacing spacingOf(const json& name) {
    return name == "leading" ? Spacing::Leading : name == "linspace" ? Spacing::Linspace : Spacing::Trailing;
}

SchedulerConfig configOf(const json& run) {
    SchedulerConfig config;
    config.betaStart = run.at("beta_start");
    config.betaEnd = run.at("beta_end");
    config.betaSchedule = run.at("beta_schedule") == "linear"          ? BetaSchedule::Linear
                          : run.at("beta_schedule") == "scaled_linear" ? BetaSchedule::ScaledLinear
                                                                       : BetaSchedule::SquaredCosine;
    config.prediction = run.at("prediction") == "epsilon"        ? PredictionType::Epsilon
                        : run.at("prediction") == "v_prediction" ? PredictionType::V
                                                                 : PredictionType::Sample;
    config.spacing = spacingOf(run.at("spacing"));
    config.stepsOffset = run.at("steps_offset");
    config.setAlphaToOne = run.at("set_alpha_to_one");
    config.zeroTerminalSnr = run.value("rescale_betas_zero_snr", false);
    return config;
}

/// The curve of σ, else the spacing, by the name that requests give it; LCM has but its own.
Schedule scheduleOf(const json& run) {
    if (run.at("sampler") == "lcm")
        return Schedule::Auto;
    return *scheduleFromId(run.at(run.at("curve") == "" ? "spacing" : "curve").get<std::string>());
}

std::string nameOf(const json& run) {
    return run.at("sampler").get<std::string>() + ", " + run.at("prediction").get<std::string>() + ", " +
           run.at("spacing").get<std::string>() + " " + run.at("curve").get<std::string>() + ", " +
           std::to_string(run.at("steps").get<int>()) + " steps, " +
           run.at("beta_schedule").get<std::string>() +
           (run.contains("rescale_betas_zero_snr") ? ", zero terminal SNR" : "");
}

const json& runs() {
    static const json all = json::parse(std::ifstream(LATENTBRUSH_GOLDEN "/samplers.json"));
    return all;
}

/// The timesteps at which the network is shown latents, in order.
std::vector<double> looksOf(const SamplePlan& plan) {
    std::vector<double> timesteps;
    sample(
        plan, toyNoise(0),
        [&](const at::Tensor& latents, double timestep) {
            timesteps.push_back(timestep);
            return latents;
        },
        [](int step) { return toyNoise(step + 1); });
    return timesteps;
}

/// KDPM2Ancestral computes σ_down as √(σ'² − σ_up²) in fp32: three roundings of half a unit of σ'², while the
/// difference is σ'²·(σ'/σ)²; half of it, halved again by √(σ·σ_down), is what ln of the midpoint is off by.
double cancellation(const SamplePlan& plan, std::size_t look) {
    if (plan.sampler != Sampler::Dpm2Ancestral || look % 2 == 0)
        return 0;
    const Step& step = plan.grid.steps[look / 2];
    const double fall = step.from.sigma() / step.to.sigma();
    return 0.25 * 3 * 0x1p-24 * fall * fall;
}

/// By how much of σ two correct libraries may differ once the levels are rescaled to a last ᾱ of 0. Each ᾱ
/// comes out of a square root within a unit, 2⁻²³ (vectorised ones are not rounded to the nearest, and differ
/// from processor to processor), a difference with the last, which magnifies it by at most 1.2, a factor of
/// three roundings, a product and a square: eleven units at most on either side, which σ = √(1/ᾱ − 1)
/// magnifies by 1 / 2(1 − ᾱ) = (1 + 1/σ²) / 2.
double rescaling(const json& run, double sigma) {
    if (!run.contains("rescale_betas_zero_snr") || sigma == 0)
        return 0;
    return 2 * 11 * 0x1p-23 * (1 + 1 / (sigma * sigma)) / 2;
}

class Diffusers : public testing::TestWithParam<int> {
protected:
    const json& run() const { return runs().at(static_cast<std::size_t>(GetParam())); }
    SamplePlan plan() const {
        return makePlan(configOf(run()), *samplerFromId(run().at("sampler").get<std::string>()),
                        scheduleOf(run()), run().at("steps"))
            .value();
    }
};

/// There timesteps and σ are kept in fp32, so half a unit apart, and once more for the arithmetic before:
/// 2⁻²³ relative each. Fractional timesteps under Karras come out of ln σ in fp32, |ln σ| < 4, where two
/// correct libraries may differ by a unit of 2⁻²² (numpy's logarithm is its own).
TEST_P(Diffusers, StepsAtTheSameTimestepsAndLevels) {
    SCOPED_TRACE(nameOf(run()));
    const NoiseSchedule schedule(configOf(run()));
    const SamplePlan plan = this->plan();
    const std::vector<double> timesteps = run().at("timesteps");
    const std::vector<double> sigmas = run().at("sigmas");
    const std::vector<double> looks = looksOf(plan);
    ASSERT_EQ(looks.size(), timesteps.size());
    for (std::size_t i = 0; i < timesteps.size(); ++i) {
        const double t = std::min(std::floor(looks[i]), schedule.timesteps() - 2.0);
        const double logStep = std::log(schedule.sigmaAt(t + 1) / schedule.sigmaAt(t));
        const double logRounding = 0x1p-22 + cancellation(plan, i);
        EXPECT_NEAR(looks[i], timesteps[i], 0x1p-22 * timesteps[i] + logRounding / logStep) << "look " << i;
    }
    for (std::size_t i = 0; i + 1 < sigmas.size(); ++i) {
        const Step& step = plan.grid.steps[i];
        const auto rounding = [&](double sigma) { return (0x1p-22 + rescaling(run(), sigma)) * sigma; };
        EXPECT_NEAR(step.from.sigma(), sigmas[i], rounding(sigmas[i])) << "step " << i;
        EXPECT_NEAR(step.to.sigma(), sigmas[i + 1], rounding(sigmas[i + 1])) << "step " << i;
    }
    EXPECT_NEAR(plan.grid.initialScale, run().at("initial_scale"), 0x1p-22 * plan.grid.initialScale);
}

/// A step is two products and two sums (or quotients) on either side, each rounded by at most half a unit,
/// 2⁻²⁴, of the largest value held on the way: 8 · 2⁻²⁴ a step. The toy network does not magnify: its slope
/// is below 1.
TEST_P(Diffusers, EndsAtTheSameLatents) {
    SCOPED_TRACE(nameOf(run()));
    const at::Tensor latents =
        sample(plan(), toyNoise(0), toyNetwork, [](int step) { return toyNoise(step + 1); });
    const std::vector<double> expected = run().at("final");
    const double rounding = 8 * run().at("steps").get<double>() * 0x1p-24 * run().at("largest").get<double>();
    for (int k = 0; k < kCount; ++k)
        EXPECT_NEAR(latents.data_ptr<float>()[k], expected[static_cast<std::size_t>(k)], rounding);
}

INSTANTIATE_TEST_SUITE_P(Schedulers, Diffusers, testing::Range(0, static_cast<int>(runs().size())));

} // namespace
} // namespace latentbrush::sampling
