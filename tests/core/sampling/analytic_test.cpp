#include "sampling/ddim.h"
#include "sampling/ddpm.h"
#include "sampling/dpm2.h"
#include "sampling/dpm2_ancestral.h"
#include "sampling/dpmpp_2m.h"
#include "sampling/dpmpp_2m_sde.h"
#include "sampling/dpmpp_2s_ancestral.h"
#include "sampling/dpmpp_3m_sde.h"
#include "sampling/dpmpp_sde.h"
#include "sampling/euler.h"
#include "sampling/euler_ancestral.h"
#include "sampling/heun.h"
#include "sampling/karras.h"
#include "sampling/lms.h"
#include "sampling/midpoints.h"
#include "sampling/unipc.h"

#include <cmath>
#include <gtest/gtest.h>
#include <optional>

namespace latentbrush::sampling {
namespace {

/// Pictures that are normal with variance v have the exact denoiser z = x̂·v/(v + σ²), the exact flow
/// x̂(σ) ∝ √(v + σ²), and noisy pictures of variance v + σ² (formats.md 10.5).
constexpr double kVariance = 0.7;

double noisyVariance(double sigma) {
    return kVariance + sigma * sigma;
}

struct Row {
    const char* name;
    at::Tensor (*integrate)(const SamplerRun&, const at::Tensor&);
    bool exploding; ///< its state is x̂ rather than x̂·signal
    double order;   ///< as observed for these formulas before (formats.md 10.5), else by construction
    std::optional<StepEnd> midpoints = {};
    double eta = 0;
};

/// Karras' grid over Stable Diffusion's range. It ends at σ_min: a step to 0 adds an error of its own that
/// does not shrink with the steps. In place of a timestep stands σ, for the denoiser to read.
Grid karrasGrid(const Row& row, int steps) {
    const std::vector<double> sigmas = karrasSigmas(14.614641, 0.0291672, steps + 1);
    Grid grid;
    for (std::size_t i = 0; i + 1 < sigmas.size(); ++i)
        grid.steps.push_back(
            {sigmas[i], NoiseLevel::fromSigma(sigmas[i]), NoiseLevel::fromSigma(sigmas[i + 1])});
    grid.initialScale = row.exploding ? sigmas.front() : 1;
    if (row.midpoints)
        addMidpoints(grid, *row.midpoints, [](double sigma) { return sigma; });
    return grid;
}

at::Tensor denoiser(const at::Tensor& latents, double sigma) {
    return latents / NoiseLevel::fromSigma(sigma).signal * (kVariance / noisyVariance(sigma));
}

/// How the sampler maps a noise of deviation σ_max at the start, and a unit of noise at each step, to x̂ at
/// the end. The model is linear: picture 0 of a batch carries the initial noise alone, picture i + 1 that of
/// draw i, of which a step has two at most.
at::Tensor gains(const Row& row, int steps) {
    const Grid grid = karrasGrid(row, steps);
    at::Tensor start = at::zeros({2 * steps + 1, 1, 1, 1});
    start[0] = 1;
    const Denoise denoise = denoiser;
    const StepNoise noise = [&](int index) {
        at::Tensor draw = at::zeros({2 * steps + 1, 1, 1, 1});
        draw[index + 1] = 1;
        return draw;
    };
    const at::Tensor end =
        row.integrate({grid, catalogue::PredictionType::Sample, denoise, noise, {}, {}, row.eta}, start)
            .flatten()
            .to(at::kDouble);
    return row.exploding ? end : end / grid.steps.back().to.signal;
}

/// The share by which the end's deviation from the exact one is off.
double errorOf(const Row& row, int steps) {
    const Grid grid = karrasGrid(row, steps);
    const NoiseLevel first = grid.steps.front().from;
    const double startDeviation = row.exploding ? first.sigma() : 1 / first.signal;
    const at::Tensor squares = gains(row, steps).square();
    const double start = noisyVariance(first.sigma()) / (startDeviation * startDeviation);
    const double variance = squares[0].item<double>() * start + squares.slice(0, 1).sum().item<double>();
    return std::abs(std::sqrt(variance / noisyVariance(grid.steps.back().to.sigma())) - 1);
}

class AnalyticGaussian : public testing::TestWithParam<Row> {};

TEST_P(AnalyticGaussian, ErrorShrinksWithTheSamplersOrder) {
    const Row row = GetParam();
    const double coarse = errorOf(row, 20);
    const double middle = errorOf(row, 40);
    const double fine = errorOf(row, 80);
    // Orders are stated to one decimal, and at 20 steps the error's next term still takes up to 0.15 off
    // (LMS).
    constexpr double kSlack = 0.2;
    EXPECT_GT(std::log2(coarse / middle), row.order - kSlack);
    EXPECT_GT(std::log2(middle / fine), row.order - kSlack);
}

INSTANTIATE_TEST_SUITE_P(
    Samplers, AnalyticGaussian,
    testing::Values(Row{"ddpm", ddpm, false, 0.9}, Row{"ddim", ddim, false, 1.0},
                    Row{"euler", euler, true, 1.0}, Row{"euler_a", eulerAncestral, true, 0.9},
                    Row{"heun", heun, true, 2.0}, Row{"dpm2", dpm2, true, 2.0, StepEnd::Next},
                    Row{"dpm2_a", dpm2Ancestral, true, 2.0, StepEnd::AncestralDown},
                    Row{"lms", lms, true, 3.6}, Row{"dpmpp_2m", dpmPp2M, false, 2.0},
                    Row{"dpmpp_2s_a", dpmPp2SAncestral, true, 2.0, StepEnd::AncestralDown},
                    Row{"dpmpp_2m_sde", dpmPp2MSde, false, 2.0}, Row{"unipc", uniPc, false, 3.1},
                    Row{"dpmpp_sde", dpmPpSde, true, 2.1, StepEnd::Next},
                    Row{"dpmpp_3m_sde", dpmPp3MSde, true, 1.9},
                    Row{"ddim_eta", ddim, false, 0.9, std::nullopt, 1}),
    [](const auto& row) { return row.param.name; });

} // namespace
} // namespace latentbrush::sampling
