#include "networks/networks.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <gtest/gtest.h>
#include <iterator>
#include <sstream>
#include <torch/csrc/jit/runtime/graph_executor.h>

namespace latentbrush::networks {
namespace {

using catalogue::Activation;
using torch::jit::Module;

/// A small network of each kind and inputs it takes.
struct Row {
    std::string name;
    Module (*build)();
    std::vector<at::Tensor> (*inputs)();
    std::vector<std::int64_t> outputShape;
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.name;
}

catalogue::UNetConfig smallUNet() {
    return {.inChannels = 9,
            .outChannels = 4,
            .blockOutChannels = {16, 24, 32},
            .attention = {false, true, true},
            .layersPerBlock = 2,
            .transformerDepth = {1, 2, 1},
            .heads = {2, 3, 4},
            .contextWidth = 20,
            .normGroups = 4};
}
catalogue::VaeConfig smallVae() {
    return {.blockOutChannels = {8, 16, 16}, .layersPerBlock = 1, .normGroups = 4};
}
catalogue::TextEncoderConfig smallText(Activation activation = Activation::QuickGelu) {
    return {.vocabularySize = 50,
            .positions = 12,
            .width = 16,
            .layers = 2,
            .heads = 4,
            .feedForward = 32,
            .activation = activation};
}

std::vector<at::Tensor> unetInputs() {
    return {at::randn({2, 9, 12, 8}), at::tensor({17.5F, 801.0F}), at::randn({2, 5, 20})};
}

const std::vector<Row> kRows{
    {"UNet", [] { return buildUNet(smallUNet()); }, unetInputs, {2, 4, 12, 8}},
    {"UNetOddSizes",
     [] { return buildUNet(smallUNet()); },
     [] {
         return std::vector{at::randn({1, 9, 11, 7}), at::tensor({3.0F}), at::randn({1, 5, 20})};
     },
     {1, 4, 11, 7}},
    {"UNetWithoutMidAttention",
     [] {
         auto config = smallUNet();
         config.midAttention = false;
         return buildUNet(config);
     },
     unetInputs,
     {2, 4, 12, 8}},
    {"UNetLinearProjection",
     [] {
         auto config = smallUNet();
         config.linearProjection = true;
         return buildUNet(config);
     },
     unetInputs,
     {2, 4, 12, 8}},
    {"UNetWithVector",
     [] {
         auto config = smallUNet();
         config.vectorWidth = 14;
         return buildUNet(config);
     },
     [] {
         auto inputs = unetInputs();
         inputs.push_back(at::randn({2, 14}));
         return inputs;
     },
     {2, 4, 12, 8}},
    {"UNetWithTableOnContext",
     [] {
         auto config = smallUNet();
         config.classCount = 2;
         config.onlyCrossAttention = {false, true, true};
         return buildUNet(config);
     },
     [] {
         auto inputs = unetInputs();
         inputs.push_back(at::arange(2, at::kLong));
         return inputs;
     },
     {2, 4, 12, 8}},
    {"UNetWithVectorAndGuidance",
     [] {
         auto config = smallUNet();
         config.vectorWidth = 14;
         config.guidanceWidth = 6;
         return buildUNet(config);
     },
     [] {
         auto inputs = unetInputs();
         inputs.push_back(at::randn({2, 14}));
         inputs.push_back(at::randn({2, 6}));
         return inputs;
     },
     {2, 4, 12, 8}},
    {"VaeEncoder",
     [] { return buildVaeEncoder(smallVae()); },
     [] {
         return std::vector{at::rand({2, 3, 16, 24}) * 2 - 1};
     },
     {2, 8, 4, 6}},
    {"VaeDecoder",
     [] { return buildVaeDecoder(smallVae()); },
     [] {
         return std::vector{at::randn({2, 4, 4, 6})};
     },
     {2, 3, 16, 24}},
    {"TaesdEncoder",
     [] { return buildTaesdEncoder({.width = 8, .levels = 3, .blocks = 2}); },
     [] {
         return std::vector{at::rand({2, 3, 16, 24})};
     },
     {2, 4, 4, 6}},
    {"TaesdDecoder",
     [] { return buildTaesdDecoder({.width = 8, .levels = 3, .blocks = 2}); },
     [] {
         return std::vector{at::randn({2, 4, 4, 6})};
     },
     {2, 3, 16, 24}},
    {"TextEncoder",
     [] { return buildTextEncoder(smallText()); },
     [] {
         return std::vector{at::randint(50, {2, 12}, at::kLong)};
     },
     {2, 12, 16}},
    {"TextEncoderErf",
     [] { return buildTextEncoder(smallText(Activation::Gelu)); },
     [] {
         return std::vector{at::randint(50, {2, 9}, at::kLong)};
     },
     {2, 9, 16}},
};

/// Every parameter away from 0, so that no gradient vanishes by a zero layer.
void randomise(Module& module) {
    initialise(module, 1);
    const at::NoGradGuard noGrad;
    for (const auto& [name, tensor] : stateOf(module))
        if (name.ends_with(".bias") || tensor.abs().max().item<float>() == 0)
            tensor.normal_(0, 0.1);
}

std::vector<c10::IValue> asValues(const std::vector<at::Tensor>& tensors) {
    return {tensors.begin(), tensors.end()};
}

class Building : public testing::TestWithParam<Row> {
protected:
    void SetUp() override {
        at::set_num_threads(1); // such small tensors gain nothing from more
        at::manual_seed(7);
        m_module = GetParam().build();
        randomise(m_module);
        m_inputs = GetParam().inputs();
    }
    torch::jit::GraphOptimizerEnabledGuard m_optimiserOff{false};
    Module m_module;
    std::vector<at::Tensor> m_inputs;
};

TEST_P(Building, GivesTheShape) {
    const at::NoGradGuard noGrad;
    const auto output = m_module.forward(asValues(m_inputs)).toTensor();
    EXPECT_EQ(output.sizes().vec(), GetParam().outputShape);
    EXPECT_TRUE(output.isfinite().all().item<bool>());
}

TEST_P(Building, GradientsReachEveryParameter) {
    auto output = m_module.forward(asValues(m_inputs)).toTensor();
    (output * at::randn_like(output)).sum().backward();
    for (const auto& [name, tensor] : stateOf(m_module)) {
        ASSERT_TRUE(tensor.grad().defined()) << name;
        // A key's bias adds the same to all scores of a query, which softmax forgets.
        if (!name.ends_with("k_proj.bias") && !name.ends_with("to_k.bias")) {
            EXPECT_GT(tensor.grad().abs().max().item<float>(), 0) << name;
        }
    }
}

TEST_P(Building, SavedAndLoadedItGivesTheSameBytes) {
    const at::NoGradGuard noGrad;
    std::stringstream file;
    m_module.save(file);
    auto loaded = torch::jit::load(file);
    EXPECT_TRUE(at::equal(m_module.forward(asValues(m_inputs)).toTensor(),
                          loaded.forward(asValues(m_inputs)).toTensor()));
}

TEST_P(Building, RunsInBf16) {
    const at::NoGradGuard noGrad;
    const auto exact = m_module.forward(asValues(m_inputs)).toTensor();
    m_module.to(at::kBFloat16);
    std::vector<at::Tensor> inputs;
    for (const auto& input : m_inputs)
        inputs.push_back(input.is_floating_point() && input.dim() > 1 ? input.to(at::kBFloat16) : input);
    const auto output = m_module.forward(asValues(inputs)).toTensor();
    EXPECT_EQ(output.scalar_type(), at::kBFloat16);
    // bf16 keeps 8 bits, 0.4 % a rounding; some dozen layers in a row add up as the root of their number.
    EXPECT_LT((output.to(at::kFloat) - exact).norm().item<float>(), 0.05 * exact.norm().item<float>());
}

class BuildingOnPictures : public Building {};

TEST_P(BuildingOnPictures, KeepsChannelsLast) {
    const at::NoGradGuard noGrad;
    const auto exact = m_module.forward(asValues(m_inputs)).toTensor();
    for (const auto& [name, tensor] : stateOf(m_module))
        if (tensor.dim() == 4)
            tensor.set_data(tensor.contiguous(at::MemoryFormat::ChannelsLast));
    m_inputs.front() = m_inputs.front().contiguous(at::MemoryFormat::ChannelsLast);
    const auto output = m_module.forward(asValues(m_inputs)).toTensor();
    EXPECT_TRUE(output.is_contiguous(at::MemoryFormat::ChannelsLast));
    // The same sums in another order: fp32 rounding, 1e-7, over some dozen layers.
    EXPECT_LT((output - exact).abs().max().item<float>(), 1e-5 * exact.abs().max().item<float>());
}

std::vector<Row> rowsOnPictures() {
    std::vector<Row> rows;
    std::copy_if(kRows.begin(), kRows.end(), std::back_inserter(rows),
                 [](const Row& row) { return row.outputShape.size() == 4; });
    return rows;
}

constexpr auto kNameOfRow = [](const auto& row) { return row.param.name; };
INSTANTIATE_TEST_SUITE_P(Networks, Building, testing::ValuesIn(kRows), kNameOfRow);
INSTANTIATE_TEST_SUITE_P(Networks, BuildingOnPictures, testing::ValuesIn(rowsOnPictures()), kNameOfRow);

} // namespace
} // namespace latentbrush::networks
