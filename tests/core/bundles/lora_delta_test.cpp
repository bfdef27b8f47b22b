// ΔW of every kind against PEFT's own layers (tests/golden/make_loras.py).

#include "bundles/lora_delta.h"

#include <gtest/gtest.h>

namespace latentbrush::bundles {
namespace {

struct Case {
    LoraModule lora;
    at::Tensor base;
    at::Tensor delta;
    at::Tensor merged;
};

Case caseOf(const std::string& name) {
    static const auto kAll =
        tensors::readStateDict(std::string(LATENTBRUSH_GOLDEN) + "/loras/kinds.safetensors").value();
    Case found;
    const auto factor = name + ".factor.";
    for (const auto& [key, tensor] : kAll)
        if (key.starts_with(factor))
            found.lora.factors.emplace(key.substr(factor.size()), tensor);
    found.lora.alpha = kAll.at(name + ".alpha").item<double>();
    found.base = kAll.at(name + ".base");
    if (const auto delta = kAll.find(name + ".delta"); delta != kAll.end())
        found.delta = delta->second;
    if (const auto merged = kAll.find(name + ".merged"); merged != kAll.end())
        found.merged = merged->second;
    return found;
}

double relative(const at::Tensor& made, const at::Tensor& wanted) {
    return ((made - wanted).abs().max() / wanted.abs().max()).item<double>();
}

class Kinds : public testing::TestWithParam<const char*> {};

TEST_P(Kinds, AgreesWithPeft) {
    const auto golden = caseOf(GetParam());
    const auto delta = loraDelta("module", golden.lora, golden.base.sizes());
    ASSERT_TRUE(delta) << delta.error().detail;
    const auto made = golden.merged.defined()
                          ? doraWeight(golden.base + *delta, golden.lora.factors.at("dora_scale"))
                          : *delta;
    EXPECT_LT(relative(made, golden.merged.defined() ? golden.merged : golden.delta), 1e-5);
}

INSTANTIATE_TEST_SUITE_P(Peft, Kinds,
                         testing::Values("lora.linear", "lora.conv", "dora.linear", "dora.conv",
                                         "loha.linear", "loha.conv", "loha_flat.conv", "lokr.linear",
                                         "lokr.conv", "lokr_whole.linear", "lokr_whole.conv"));

TEST(LoraDelta, AMiddleKernelStandsBetweenTwoPointwiseOnes) {
    at::manual_seed(3);
    const auto up = at::randn({6, 2, 1, 1});
    const auto mid = at::randn({2, 3, 3, 3});
    const auto down = at::randn({3, 5, 1, 1});
    const auto input = at::randn({1, 5, 7, 7});
    const auto delta =
        loraDelta("module", {{{"up", up}, {"mid", mid}, {"down", down}}, {}}, {6, 5, 3, 3}).value();
    const auto sideways = at::conv2d(at::conv2d(at::conv2d(input, down), mid), up);
    EXPECT_LT(relative(at::conv2d(input, delta), sideways), 1e-5);
}

TEST(LoraDelta, AlphaCountsByTheRank) {
    const LoraModule plain{{{"up", at::ones({2, 4})}, {"down", at::ones({4, 3})}}, {}};
    auto half = plain;
    half.alpha = 2;
    EXPECT_TRUE(loraDelta("m", plain, {2, 3})->equal(at::full({2, 3}, 4.0F)));
    EXPECT_TRUE(loraDelta("m", half, {2, 3})->equal(at::full({2, 3}, 2.0F)));
}

TEST(LoraDelta, APointwiseConvolutionAndALinearLayerServeEachOther) {
    const LoraModule pointwise{{{"up", at::ones({2, 4, 1, 1})}, {"down", at::ones({4, 3, 1, 1})}}, {}};
    EXPECT_EQ(loraDelta("m", pointwise, {2, 3})->sizes(), at::IntArrayRef({2, 3}));
    EXPECT_EQ(loraDelta("m", pointwise, {2, 3, 1, 1})->sizes(), at::IntArrayRef({2, 3, 1, 1}));
}

TEST(LoraDelta, OtherShapesAreNamed) {
    const std::pair<LoraModule, std::vector<std::int64_t>> rows[] = {
        {{{{"up", at::ones({2, 4})}, {"down", at::ones({4, 3})}}, {}}, {2, 4}},
        {{{{"up", at::ones({2, 5})}, {"down", at::ones({4, 3})}}, {}}, {2, 3}},
        {{{{"diff", at::ones({7})}}, {}}, {8}}};
    for (const auto& [lora, shape] : rows) {
        const auto delta = loraDelta("unet.conv_in", lora, shape);
        ASSERT_FALSE(delta);
        EXPECT_EQ(delta.error().code, ErrorCode::ShapeMismatch);
        EXPECT_EQ(delta.error().subject, "unet.conv_in");
    }
}

} // namespace
} // namespace latentbrush::bundles
