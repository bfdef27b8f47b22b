#include "networks/networks.h"

#include <ATen/ATen.h>
#include <cmath>
#include <gtest/gtest.h>

namespace latentbrush::networks {
namespace {

using catalogue::TextEncoderConfig;
using catalogue::UNetConfig;
using catalogue::VaeConfig;
using tensors::StateDict;

const VaeConfig kVae{.blockOutChannels = {8, 16}, .layersPerBlock = 1, .normGroups = 4};
const TextEncoderConfig kText{
    .vocabularySize = 300, .positions = 20, .width = 32, .layers = 1, .heads = 2, .feedForward = 16};
const UNetConfig kUNet{.blockOutChannels = {8, 16},
                       .attention = {false, true},
                       .layersPerBlock = 1,
                       .transformerDepth = {1, 1},
                       .heads = {2, 2},
                       .contextWidth = 12,
                       .normGroups = 4};

StateDict copyOf(const StateDict& state) {
    StateDict copy;
    for (const auto& [name, tensor] : state)
        copy.emplace(name, tensor.detach().clone());
    return copy;
}

bool sameValues(const StateDict& a, const StateDict& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return x.first == y.first && at::equal(x.second, y.second);
    });
}

torch::jit::Module encoder(std::uint64_t seed) {
    auto module = buildVaeEncoder(kVae);
    initialise(module, seed);
    return module;
}

/// A way to write the weights of a module down, which loading must see through.
struct Spelling {
    const char* name;
    StateDict (*write)(StateDict);
};
void PrintTo(const Spelling& spelling, std::ostream* out) {
    *out << spelling.name;
}

StateDict renamed(const StateDict& state, std::vector<std::pair<std::string, std::string>> names) {
    StateDict result;
    for (const auto& [original, tensor] : state) {
        auto name = original;
        for (const auto& [from, to] : names)
            if (const auto place = name.find(from); place != std::string::npos)
                name.replace(place, from.size(), to);
        result.emplace(name, tensor);
    }
    return result;
}

const std::vector<Spelling> kSpellings{
    {"AsItIs", [](StateDict state) { return state; }},
    {"WithAPrefix",
     [](StateDict state) {
         StateDict result;
         for (const auto& [name, tensor] : state)
             result.emplace("vae." + name, tensor);
         return result;
     }},
    {"WithMoreThanNeeded",
     [](StateDict state) {
         state.emplace("decoder.conv_in.weight", at::ones({1}));
         return state;
     }},
    {"WithOldAttentionNames",
     [](StateDict state) {
         return renamed(state,
                        {{"to_q", "query"}, {"to_k", "key"}, {"to_v", "value"}, {"to_out.0", "proj_attn"}});
     }},
    {"WithAttentionAsConvolutions",
     [](StateDict state) {
         for (auto& [name, tensor] : state)
             if (name.find("attentions") != std::string::npos && tensor.dim() == 2)
                 tensor = tensor.unsqueeze(-1).unsqueeze(-1);
         return state;
     }},
    {"WithConvolutionsAsLinear",
     [](StateDict state) {
         auto& tensor = state.at("quant_conv.weight");
         tensor = tensor.flatten(1);
         return state;
     }},
    {"InDouble",
     [](StateDict state) {
         for (auto& [name, tensor] : state)
             tensor = tensor.to(at::kDouble);
         return state;
     }},
};

class LoadWeights : public testing::TestWithParam<Spelling> {};

TEST_P(LoadWeights, Understands) {
    const auto source = encoder(1);
    auto target = encoder(2);
    ASSERT_FALSE(sameValues(stateOf(target), stateOf(source)));
    const auto loaded = loadWeights(target, GetParam().write(copyOf(stateOf(source))), "vae.");
    ASSERT_TRUE(loaded) << loaded.error().subject << ' ' << loaded.error().detail;
    EXPECT_TRUE(sameValues(stateOf(target), stateOf(source)));
}

INSTANTIATE_TEST_SUITE_P(Spellings, LoadWeights, testing::ValuesIn(kSpellings),
                         [](const auto& row) { return row.param.name; });

void expectRefused(const StateDict& weights, const Error& expected) {
    auto target = encoder(2);
    const auto before = copyOf(stateOf(target));
    const auto loaded = loadWeights(target, weights);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error(), expected);
    EXPECT_TRUE(sameValues(stateOf(target), before)) << "half a load";
}

TEST(LoadWeightsErrors, AMissingTensorIsNamed) {
    auto weights = copyOf(stateOf(encoder(1)));
    weights.erase("encoder.mid_block.resnets.0.norm1.bias");
    expectRefused(weights, {ErrorCode::TensorMissing, "encoder.mid_block.resnets.0.norm1.bias", ""});
}

TEST(LoadWeightsErrors, AnotherShapeIsNamedWithBoth) {
    auto weights = copyOf(stateOf(encoder(1)));
    weights["quant_conv.weight"] = at::zeros({8, 7, 1, 1});
    expectRefused(weights,
                  {ErrorCode::ShapeMismatch, "quant_conv.weight", "[8, 7, 1, 1] instead of [8, 8, 1, 1]"});
}

TEST(StateOf, SharesMemory) {
    const auto module = encoder(1);
    const at::NoGradGuard noGrad;
    stateOf(module).at("quant_conv.bias").fill_(5);
    EXPECT_EQ(module.attr("quant_conv").toModule().attr("bias").toTensor().sum().item<float>(), 40);
}

TEST(Initialise, TheSameSeedGivesTheSameBytes) {
    EXPECT_TRUE(sameValues(stateOf(encoder(3)), stateOf(encoder(3))));
    EXPECT_FALSE(sameValues(stateOf(encoder(3)), stateOf(encoder(4))));
}

/// What a fresh parameter looks like: all of one value, or random within a bound, or of a standard deviation.
struct Fresh {
    const char* name;
    double lowest, highest;
    double deviation; ///< of uniform numbers: bound ÷ √3
};

void expectFresh(const StateDict& state, const Fresh& fresh) {
    const auto& tensor = state.at(fresh.name);
    EXPECT_GE(tensor.min().item<double>(), fresh.lowest) << fresh.name;
    EXPECT_LE(tensor.max().item<double>(), fresh.highest) << fresh.name;
    // Of n draws the deviation is known to about 1/√(2n); five times that never fails by chance.
    const double tolerance = 5 * fresh.deviation / std::sqrt(2.0 * tensor.numel());
    EXPECT_NEAR(tensor.std(false).item<double>(), fresh.deviation, tolerance) << fresh.name;
}

TEST(Initialise, FollowsTheRules) {
    auto unet = buildUNet(kUNet);
    auto text = buildTextEncoder(kText);
    initialise(unet, 1);
    initialise(text, 1);
    const auto uniform = [](const char* name, double fanIn) {
        const double bound = 1 / std::sqrt(fanIn);
        return Fresh{name, -bound, bound, bound / std::sqrt(3.0)};
    };
    for (const auto& row : {
             uniform("conv_in.weight", 4 * 9),
             uniform("time_embedding.linear_1.weight", 8),
             uniform("time_embedding.linear_2.bias", 32),
             uniform("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", 12),
             uniform("mid_block.attentions.0.transformer_blocks.0.attn1.to_out.0.weight", 16),
             Fresh{"conv_norm_out.weight", 1, 1, 0},
             Fresh{"conv_norm_out.bias", 0, 0, 0},
             Fresh{"conv_out.weight", 0, 0, 0},
             Fresh{"mid_block.resnets.0.conv2.weight", 0, 0, 0},
             Fresh{"mid_block.attentions.0.proj_out.bias", 0, 0, 0},
         })
        expectFresh(stateOf(unet), row);
    for (const auto& row : {
             Fresh{"embeddings.token_embedding.weight", -0.2, 0.2, 0.02},
             Fresh{"embeddings.position_embedding.weight", -0.2, 0.2, 0.02},
             uniform("encoder.layers.0.self_attn.q_proj.weight", 32),
             Fresh{"encoder.layers.0.self_attn.out_proj.weight", 0, 0, 0},
             Fresh{"encoder.layers.0.mlp.fc2.weight", 0, 0, 0},
             Fresh{"final_layer_norm.weight", 1, 1, 0},
         })
        expectFresh(stateOf(text), row);
}

} // namespace
} // namespace latentbrush::networks
