#include "golden_file.h"
#include "networks/networks.h"

#include <gtest/gtest.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

namespace latentbrush::networks {
namespace {

using catalogue::ControlNetConfig;
using torch::jit::Module;
using Values = std::vector<c10::IValue>;

/// A ControlNet and its UNet in small, made by diffusers (make_networks.py).
struct Row {
    std::string test;
    std::string file;
    ControlNetConfig config;
    std::vector<std::string> inputs;
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.test;
}

const std::vector<Row> kRows{{"LikeSd1",
                              "control_sd1",
                              {.unet = {.blockOutChannels = {8, 12},
                                        .attention = {true, false},
                                        .layersPerBlock = 2,
                                        .transformerDepth = {1, 1},
                                        .heads = {2, 2},
                                        .contextWidth = 12,
                                        .normGroups = 4},
                               .hintWidths = {4, 6, 8, 10}},
                              {"sample", "timestep", "context"}},
                             {"LikeSdxlPooledAndBgr",
                              "control_sdxl",
                              {.unet = {.blockOutChannels = {8, 8, 16},
                                        .attention = {false, true, true},
                                        .layersPerBlock = 1,
                                        .transformerDepth = {1, 1, 2},
                                        .heads = {1, 2, 4},
                                        .contextWidth = 12,
                                        .linearProjection = true,
                                        .normGroups = 4,
                                        .vectorWidth = 60},
                               .hintWidths = {4, 6, 8},
                               .hintIsBgr = true,
                               .pooledOver = true},
                              {"sample", "timestep", "context", "y"}}};

class Control : public testing::TestWithParam<Row> {
protected:
    Module loaded(Module module, const std::string& prefix) const {
        const auto result = loadWeights(module, m_file, prefix);
        EXPECT_TRUE(result) << result.error().subject << ' ' << result.error().detail;
        return module;
    }
    Module unet() const { return loaded(buildUNet(GetParam().config.unet), "unet."); }
    Module controlNet() const { return loaded(buildControlNet(GetParam().config), "controlnet."); }

    Values inputs() const {
        Values values;
        for (const auto& name : GetParam().inputs)
            values.emplace_back(m_file.at("input." + name));
        return values;
    }
    Values hinted() const {
        auto values = inputs();
        values.emplace_back(m_file.at("input.hint"));
        return values;
    }
    Values with(c10::List<at::Tensor> residuals) const {
        auto values = inputs();
        values.emplace_back(std::move(residuals));
        return values;
    }
    /// diffusers' residuals times `factor`.
    c10::List<at::Tensor> residuals(double factor = 1) const {
        c10::List<at::Tensor> all;
        for (const auto& [name, tensor] : m_file) // a map, and the numbers have two digits
            if (name.starts_with("output.residual."))
                all.push_back(tensor * factor);
        return all;
    }

    const torch::jit::GraphOptimizerEnabledGuard m_optimiserOff{false};
    const at::NoGradGuard m_noGrad;
    const tensors::StateDict m_file = goldenFile(GetParam().file);
};

TEST_P(Control, ResidualsEqualThoseOfDiffusers) {
    const auto output = controlNet().forward(hinted()).toTensorList();
    const auto expected = residuals();
    ASSERT_EQ(output.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        expectGolden(output.get(i), expected.get(i), "residual_" + std::to_string(i));
}

TEST_P(Control, TheUNetEqualsThatOfDiffusers) {
    const auto output = unet().get_method("controlled")(with(residuals())).toTensor();
    expectGolden(output, m_file.at("output.sample"), "sample");
}

TEST_P(Control, ResidualsOfNothingChangeNoBit) {
    auto module = unet();
    const auto free = module.forward(inputs()).toTensor();
    EXPECT_TRUE(at::equal(module.get_method("controlled")(with(residuals(0))).toTensor(), free));
    EXPECT_FALSE(at::equal(module.get_method("controlled")(with(residuals())).toTensor(), free));
    const auto perturbed = module.get_method("perturbed")(inputs()).toTensor();
    EXPECT_TRUE(
        at::equal(module.get_method("perturbed_controlled")(with(residuals(0))).toTensor(), perturbed));
    EXPECT_FALSE(at::equal(perturbed, free));
}

TEST_P(Control, ResidualsAreLeftAsTheyWere) {
    const auto given = residuals();
    unet().get_method("controlled")(with(given));
    const auto before = residuals();
    for (std::size_t i = 0; i < before.size(); ++i)
        EXPECT_TRUE(at::equal(given.get(i), before.get(i))) << i;
}

TEST_P(Control, ShapesAreThoseOfTheModule) {
    std::map<std::string, std::vector<std::int64_t>> built;
    for (const auto& [name, tensor] : stateOf(controlNet()))
        built.emplace(name, tensor.sizes().vec());
    EXPECT_EQ(built, controlNetShapes(GetParam().config));
}

INSTANTIATE_TEST_SUITE_P(Networks, Control, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.test; });

} // namespace
} // namespace latentbrush::networks
