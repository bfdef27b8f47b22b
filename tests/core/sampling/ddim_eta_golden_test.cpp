// DDIM with fresh noise against diffusers (tests/golden/make_ddim_eta.py).

#include "sampling/plan.h"
#include "toy_network.h"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latentbrush::sampling {
namespace {

TEST(DdimEta, EndsWhereDiffusersDoes) {
    const auto all = nlohmann::json::parse(std::ifstream(LATENTBRUSH_GOLDEN "/ddim_eta.json"));
    for (const auto& run : all.at("runs")) {
        SCOPED_TRACE(run.dump());
        const bool leading = run.at("spacing") == "leading";
        catalogue::SchedulerConfig config;
        config.prediction = run.at("prediction") == "epsilon" ? catalogue::PredictionType::Epsilon
                                                              : catalogue::PredictionType::V;
        auto plan =
            makePlan(config, Sampler::Ddim, leading ? Schedule::Leading : Schedule::Trailing, run.at("steps"))
                .value();
        plan.eta = run.at("eta");
        const auto end = sample(plan, toyNoise(0), toyNetwork, [](int step) { return toyNoise(step + 1); });
        const std::vector<float> wanted = run.at("end");
        const auto expected = torch::tensor(wanted).view(end.sizes());
        const auto error = (end - expected).norm() / expected.norm();
        EXPECT_GE(-20 * std::log10(error.item<double>()), 50);
    }
}

} // namespace
} // namespace latentbrush::sampling
