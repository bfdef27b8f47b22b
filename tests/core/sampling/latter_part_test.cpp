#include "sampling/plan.h"

#include <cmath>
#include <gtest/gtest.h>

namespace latentbrush::sampling {
namespace {

constexpr int kSteps = 10;

SamplePlan planOf(Sampler sampler, int steps = kSteps) {
    return makePlan({}, sampler, Schedule::Auto, steps).value();
}

std::vector<Sampler> built() {
    std::vector<Sampler> samplers;
    for (const SamplerName& name : kSamplers)
        if (isBuilt(name.sampler))
            samplers.push_back(name.sampler);
    return samplers;
}

at::Tensor drawn(std::uint64_t seed) {
    return at::randn({1, 4, 3, 5}, at::detail::createCPUGenerator(seed), at::kFloat);
}

/// A network that always sees `clean` in the latents, by the level that the timestep names.
Denoise knowing(const at::Tensor& clean) {
    return [clean](const at::Tensor& latents, double timestep) {
        const NoiseLevel level = NoiseLevel::fromSigma(std::exp(NoiseSchedule({}).logSigmaAt(timestep)));
        return (latents - level.signal * clean) / level.noise;
    };
}

StepNoise noises() {
    return [](int step) { return drawn(100 + static_cast<std::uint64_t>(step)); };
}

class LatterPart : public testing::TestWithParam<Sampler> {};

TEST_P(LatterPart, IsTheEndOfThePlan) {
    const auto whole = planOf(GetParam());
    for (const auto& [strength, steps] :
         {std::pair{1., 10}, {0.75, 7}, {0.5, 5}, {0.19, 1}, {0.1, 1}}) { // int(10 · strength)
        const auto part = latterPart(whole, strength).value();
        ASSERT_EQ(part.steps(), steps) << strength;
        for (int i = 0; i < steps; ++i) {
            const auto& mine = part.grid.steps[static_cast<std::size_t>(i)];
            const auto& its = whole.grid.steps[static_cast<std::size_t>(kSteps - steps + i)];
            EXPECT_EQ(mine.timestep, its.timestep);
            EXPECT_EQ(mine.from, its.from);
            EXPECT_EQ(mine.to, its.to);
        }
    }
    const auto none = latterPart(whole, 0.09);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().subject, "strength");
}

TEST_P(LatterPart, StartsAtItsFirstLevelsNoise) {
    const auto part = latterPart(planOf(GetParam()), 0.5).value();
    const auto& level = part.grid.steps.front().from;
    at::Tensor seen;
    const Denoise denoise = [&](const at::Tensor& latents, double) {
        if (!seen.defined())
            seen = latents.clone();
        return at::zeros_like(latents);
    };
    sample(part, noisedStart(part, drawn(1), drawn(2)), denoise, noises());
    EXPECT_TRUE(at::allclose(seen, level.signal * drawn(1) + level.noise * drawn(2), 1e-5, 1e-5));
}

TEST_P(LatterPart, WalksFromAPictureLikeTheWholePlanFromNoise) {
    // At strength 1 the sampler differs from text to image only in what the first level mixes in.
    const auto whole = planOf(GetParam());
    const auto part = latterPart(whole, 1).value();
    const Denoise denoise = [](const at::Tensor& latents, double) { return 0.9 * latents; };
    const auto text = sample(whole, drawn(2), denoise, noises());
    const auto picture = sample(part, drawn(2) * whole.grid.initialScale, denoise, noises());
    EXPECT_TRUE(at::equal(text, picture));
}

TEST_P(LatterPart, KeepsWhatIsKeptAndPaintsTheRest) {
    const at::Tensor picture = drawn(1);
    const at::Tensor painted = drawn(3);
    at::Tensor repaint = at::zeros({1, 1, 3, 5});
    repaint.slice(3, 2, 5).fill_(1);
    for (const double strength : {1., 0.6}) {
        const auto part = latterPart(planOf(GetParam(), 20), strength).value();
        const auto& level = part.grid.steps.front().from;
        int looks = 0;
        const Denoise denoise = [&](const at::Tensor& latents, double timestep) {
            const auto staying = latents.slice(3, 0, 2);
            if (looks++ == 0) {
                EXPECT_TRUE(at::allclose(
                    staying, (level.signal * picture + level.noise * drawn(2)).slice(3, 0, 2), 1e-5, 1e-5));
            }
            EXPECT_TRUE(staying.isfinite().all().item<bool>());
            return knowing(painted)(latents, timestep);
        };
        const auto made =
            sample(part, noisedStart(part, picture, drawn(2)), denoise, noises(), {}, {picture, repaint});
        EXPECT_TRUE(at::equal(made.slice(3, 0, 2), picture.slice(3, 0, 2)));
        EXPECT_LT((made - painted).slice(3, 2, 5).abs().max().item<float>(), 0.3);
    }
}

INSTANTIATE_TEST_SUITE_P(Samplers, LatterPart, testing::ValuesIn(built()),
                         [](const auto& row) { return std::string(idOf(row.param)); });

// In a kept part each level of a deterministic sampler is the picture with that level's share of the same
// noise: what blending after each step gives (formats.md 8).
TEST(Kept, IsTheNoisedPictureAtEachLevel) {
    for (const Sampler sampler : {Sampler::Ddim, Sampler::Euler, Sampler::DpmPp2M, Sampler::UniPc}) {
        const auto part = latterPart(planOf(sampler), 0.7).value();
        std::size_t look = 0;
        const Denoise denoise = [&](const at::Tensor& latents, double) {
            const auto& level = part.grid.steps[look++].from;
            EXPECT_TRUE(at::allclose(latents, level.signal * drawn(1) + level.noise * drawn(2), 1e-4, 1e-4))
                << idOf(sampler) << " step " << look;
            return drawn(9);
        };
        sample(part, noisedStart(part, drawn(1), drawn(2)), denoise, {}, {},
               {drawn(1), at::zeros({1, 1, 3, 5})});
        EXPECT_EQ(look, 7u);
    }
}

TEST(LatterPartOfPlms, LooksTwiceInItsFirstStep) {
    const auto part = latterPart(planOf(Sampler::Plms), 0.5).value();
    ASSERT_EQ(part.grid.probes.size(), 1u);
    EXPECT_EQ(part.grid.probes[0].timestep, part.grid.steps[1].timestep);
    EXPECT_EQ(part.grid.probes[0].level, part.grid.steps[0].from);
    // With leading steps that is where the whole plan puts it, too.
    const auto whole = planOf(Sampler::Plms);
    EXPECT_EQ(whole.grid.probes[0].level, whole.grid.steps[0].from);
}

} // namespace
} // namespace latentbrush::sampling
