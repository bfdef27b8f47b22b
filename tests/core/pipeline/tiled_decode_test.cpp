#include "pipeline/tiled_decode.h"

#include "base/stop_token.h"
#include "bundles/stop_point.h"
#include "networks/networks.h"
#include "pipeline/row_store.h"

#include <ATen/CPUGeneratorImpl.h>
#include <cmath>
#include <gtest/gtest.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

namespace latentbrush::pipeline {
namespace {

using torch::jit::Module;

catalogue::VaeConfig smallVae() {
    catalogue::VaeConfig config;
    config.blockOutChannels = {8, 16, 16, 24};
    config.layersPerBlock = 2;
    config.normGroups = 4;
    return config;
}

/// Every parameter away from its neutral value.
Module randomDecoder(const catalogue::VaeConfig& config) {
    auto decoder = networks::buildVaeDecoder(config);
    auto generator = at::detail::createCPUGenerator(3);
    const at::NoGradGuard noGrad;
    for (auto parameter : decoder.parameters()) {
        auto drawn = at::randn(parameter.sizes(), generator, at::kFloat);
        drawn = parameter.dim() == 1 ? drawn * 0.2 + 1
                                     : drawn * (1.2 / std::sqrt(static_cast<double>(parameter.numel()) /
                                                                static_cast<double>(parameter.size(0))));
        parameter.set_data(drawn);
    }
    decoder.eval();
    return decoder;
}

at::Tensor someLatents(std::int64_t height, std::int64_t width) {
    return at::randn({1, 4, height, width}, at::detail::createCPUGenerator(5), at::kFloat);
}

double decibels(const at::Tensor& made, const at::Tensor& wanted) {
    const auto error = ((made - wanted) / (wanted.max() - wanted.min())).to(at::kDouble).square().mean();
    return -10 * std::log10(error.item<double>());
}

struct Size {
    std::int64_t height, width;
    std::int64_t pixelsAtOnce; ///< on the finest level
};
void PrintTo(const Size& size, std::ostream* out) {
    *out << size.height << "x" << size.width << " by " << size.pixelsAtOnce;
}

class TiledDecode : public testing::TestWithParam<Size> {
protected:
    const torch::jit::GraphOptimizerEnabledGuard m_optimiserOff{false};
    const at::NoGradGuard m_noGrad;
};

TEST_P(TiledDecode, IsThePictureOfOnePiece) {
    const auto config = smallVae();
    auto decoder = randomDecoder(config);
    const auto latents = someLatents(GetParam().height, GetParam().width);
    const auto whole = decoder.forward({latents}).toTensor();
    const auto tiled = tiledDecode(decoder, config, latents, GetParam().pixelsAtOnce);
    ASSERT_EQ(tiled.sizes(), whole.sizes());
    const auto fine = decibels(tiled, whole);
    RecordProperty("decibels_fp32", std::to_string(fine));
    EXPECT_GE(fine, 45) << "what the project asks";
}

TEST_P(TiledDecode, HasNoSeams) {
    const auto config = smallVae();
    auto decoder = randomDecoder(config);
    const auto latents = someLatents(GetParam().height, GetParam().width);
    const auto whole = decoder.forward({latents}).toTensor();
    const auto error = tiledDecode(decoder, config, latents, GetParam().pixelsAtOnce) - whole;
    // Steps of the difference from row to row: those at the strips' borders are no larger than inside.
    const auto steps = (error.slice(2, 1) - error.slice(2, 0, -1)).abs().mean(at::IntArrayRef{0, 1, 3});
    const auto rows = std::max<std::int64_t>(2, GetParam().pixelsAtOnce / error.size(3));
    double sumAtBorders = 0;
    int borders = 0;
    double largestInside = 0;
    for (std::int64_t row = 0; row < steps.size(0); ++row) {
        const auto step = steps[row].item<double>();
        if ((row + 1) % rows == 0) {
            sumAtBorders += step;
            ++borders;
        } else {
            largestInside = std::max(largestInside, step);
        }
    }
    EXPECT_LE(sumAtBorders, borders * largestInside);
}

INSTANTIATE_TEST_SUITE_P(Sizes, TiledDecode,
                         testing::Values(Size{8, 8, 512}, Size{8, 12, 96 * 5}, Size{5, 7, 56 * 3},
                                         Size{9, 3, 1}, Size{4, 4, 1 << 20}));

TEST(TiledDecode, InHalfPrecisionToo) {
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    const at::NoGradGuard noGrad;
    const auto config = smallVae();
    auto decoder = randomDecoder(config);
    decoder.to(at::kBFloat16);
    const auto latents = someLatents(8, 8).to(at::kBFloat16);
    const auto whole = decoder.forward({latents}).toTensor().to(at::kFloat);
    auto exact = randomDecoder(config);
    const auto wanted = exact.forward({latents.to(at::kFloat)}).toTensor();
    const auto tiled = tiledDecode(decoder, config, latents, 512).to(at::kFloat);
    // bf16 itself is that far from fp32: strips may not be further.
    EXPECT_GE(decibels(tiled, wanted), decibels(whole, wanted) - 1);
}

TEST(TiledDecode, StopsBetweenStrips) {
    const auto config = smallVae();
    const auto decoder = randomDecoder(config);
    StopSource stop;
    stop.request(StopDegree::Now);
    const bundles::StopScope scope(stop.token());
    const at::NoGradGuard noGrad;
    EXPECT_ANY_THROW(tiledDecode(decoder, config, someLatents(8, 8), 512));
}

TEST(RowStore, KeepsElevenBitsOfAnyNumber) {
    const auto rows = at::randn({1, 3, 6, 5}, at::detail::createCPUGenerator(1), at::kFloat) *
                      at::tensor({1e-8, 1e-3, 1.0, 300.0, 1e6, 1e12}, at::kFloat).view({1, 1, 6, 1});
    RowStore store(3, 6, 5, at::kCPU, at::kFloat);
    store.put(0, rows.slice(2, 0, 4));
    store.put(4, rows.slice(2, 4));
    const auto read = store.rows(1, 6);
    const auto wanted = rows.slice(2, 1);
    const auto largest = wanted.abs().amax(at::IntArrayRef{1, 3}, true);
    EXPECT_LE(((read - wanted).abs() / largest).max().item<double>(), 1.0 / 2048);
}

TEST(RowStore, HalvesComeBackBitForBit) {
    const auto rows =
        at::randn({1, 3, 4, 5}, at::detail::createCPUGenerator(1), at::kFloat).to(at::kBFloat16);
    EXPECT_TRUE(at::equal(RowStore(rows).rows(0, 4), rows));
}

} // namespace
} // namespace latentbrush::pipeline
