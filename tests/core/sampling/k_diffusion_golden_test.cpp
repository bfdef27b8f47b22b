// Stochastic samplers against k-diffusion (tests/golden/make_k_diffusion.py).

#include "sampling/plan.h"
#include "toy_network.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latentbrush::sampling {
namespace {

using nlohmann::json;

const json& runs() {
    static const json all = json::parse(std::ifstream(LATENTBRUSH_GOLDEN "/k_diffusion.json"));
    return all.at("runs");
}

class KDiffusion : public testing::TestWithParam<int> {};

TEST_P(KDiffusion, StepsAndEndsAlike) {
    const auto& run = runs().at(static_cast<std::size_t>(GetParam()));
    SCOPED_TRACE(run.at("sampler").get<std::string>() + " " + run.at("schedule").get<std::string>() + " " +
                 std::to_string(run.at("steps").get<int>()));
    catalogue::SchedulerConfig config; // Stable Diffusion's
    config.spacing = catalogue::Spacing::Linspace;
    const auto plan = makePlan(config, *samplerFromId(run.at("sampler").get<std::string>()),
                               *scheduleFromId(run.at("schedule").get<std::string>()), run.at("steps"))
                          .value();
    const std::vector<double> sigmas = run.at("sigmas");
    // There the levels are kept in fp32, and come out of powers and logarithms in fp32.
    for (std::size_t i = 0; i + 1 < sigmas.size(); ++i)
        EXPECT_NEAR(plan.grid.steps[i].from.sigma(), sigmas[i], 1e-5 * sigmas[i]) << i;
    const auto end = sample(plan, toyNoise(0), toyNetwork, [](int draw) { return toyNoise(draw + 1); });
    const std::vector<float> wanted = run.at("end");
    const auto expected = torch::tensor(wanted).view(end.sizes());
    const auto error = (end - expected).norm() / expected.norm();
    const double decibels = -20 * std::log10(error.item<double>());
    RecordProperty("decibels", std::to_string(decibels));
    EXPECT_GE(decibels, 50);
}

INSTANTIATE_TEST_SUITE_P(Runs, KDiffusion, testing::Range(0, static_cast<int>(runs().size())));

} // namespace
} // namespace latentbrush::sampling
