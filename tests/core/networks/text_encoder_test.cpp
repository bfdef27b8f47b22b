#include "golden_file.h"
#include "networks/networks.h"

#include <gtest/gtest.h>
#include <sstream>
#include <torch/csrc/jit/runtime/graph_executor.h>

namespace latentbrush::networks {
namespace {

using catalogue::Activation;
using catalogue::TextEncoderConfig;
using torch::jit::Module;

/// SDXL's second encoder in small, made by transformers (make_networks.py).
TextEncoderConfig projected() {
    return {.vocabularySize = 99,
            .positions = 20,
            .width = 32,
            .layers = 4,
            .heads = 4,
            .feedForward = 64,
            .activation = Activation::Gelu,
            .skippedLayers = 1,
            .normHidden = false,
            .projection = 24,
            .endId = 90};
}
/// The same as SD 1 would have it.
TextEncoderConfig plain() {
    auto config = projected();
    config.skippedLayers = 0;
    config.normHidden = true;
    config.projection = 0;
    return config;
}
/// As SDXL has its first: cut short, not pooled.
TextEncoderConfig shortened() {
    auto config = projected();
    config.projection = 0;
    return config;
}

struct Encoded {
    at::Tensor hidden;
    at::Tensor pooled;
};

class TextEncoder : public testing::Test {
protected:
    Module build(const TextEncoderConfig& config) const {
        auto module = buildTextEncoder(config);
        const auto loaded = loadWeights(module, m_file, "text_model.");
        EXPECT_TRUE(loaded) << loaded.error().subject << ' ' << loaded.error().detail;
        return module;
    }
    const at::Tensor& ids() const { return m_file.at("input.ids"); }
    Encoded encode(Module module, const at::Tensor& ids, std::int64_t skip,
                   const at::Tensor& vectors = at::empty({0, 32}),
                   const at::Tensor& places = at::empty({0}, at::kLong)) const {
        const auto both = module.get_method("encode")({ids, vectors, places, skip});
        const auto& parts = both.toTupleRef().elements();
        return {parts.at(0).toTensor(), parts.at(1).toTensor()};
    }
    void expectOutput(const at::Tensor& output, const std::string& name) const {
        expectGolden(output, m_file.at("output." + name), name);
    }

    const torch::jit::GraphOptimizerEnabledGuard m_optimiserOff{false};
    const at::NoGradGuard m_noGrad;
    const tensors::StateDict m_file = goldenFile("text_projection");
};

TEST_F(TextEncoder, SkipsLayersBeyondThoseOfItsConfig) {
    expectOutput(encode(build(projected()), ids(), 0).hidden, "penultimate");
    expectOutput(encode(build(projected()), ids(), 1).hidden, "before_penultimate");
    expectOutput(encode(build(shortened()), ids(), 1).hidden, "before_penultimate");
    expectOutput(encode(build(plain()), ids(), 0).hidden, "last");
    expectOutput(encode(build(plain()), ids(), 1).hidden, "normed_penultimate");
}

TEST_F(TextEncoder, PoolsTheLastLayerWhateverIsSkipped) {
    for (const auto skip : {0, 1, 3})
        expectOutput(encode(build(projected()), ids(), skip).pooled, "pooled");
    EXPECT_EQ(encode(build(plain()), ids(), 0).pooled.sizes(), (std::vector<std::int64_t>{2, 0}));
}

TEST_F(TextEncoder, WithEveryLayerSkippedTheEmbeddingsAreLeft) {
    auto module = build(projected());
    const auto embeddings = module.attr("embeddings").toModule().get_method("forward")({ids()}).toTensor();
    EXPECT_TRUE(at::equal(encode(module, ids(), 3).hidden, embeddings));
    EXPECT_TRUE(at::equal(encode(module, ids(), 50).hidden, embeddings));
}

TEST_F(TextEncoder, ForwardIsEncodeOfIdsAlone) {
    auto whole = build(projected());
    const auto both = whole.forward({ids()});
    const auto& parts = both.toTupleRef().elements();
    const auto encoded = encode(whole, ids(), 0);
    EXPECT_TRUE(at::equal(parts.at(0).toTensor(), encoded.hidden));
    EXPECT_TRUE(at::equal(parts.at(1).toTensor(), encoded.pooled));
    for (const auto& config : {plain(), shortened()})
        EXPECT_TRUE(
            at::equal(build(config).forward({ids()}).toTensor(), encode(build(config), ids(), 0).hidden));
}

TEST_F(TextEncoder, VectorsStandInForTokens) {
    auto module = build(projected());
    const auto length = ids().size(1);
    const auto places = at::tensor({std::int64_t(3), std::int64_t(4), length + 6});
    const auto words = ids().flatten().index_select(0, places);
    const auto vectors = m_file.at("text_model.embeddings.token_embedding.weight").index_select(0, words);
    auto emptied = ids().clone();
    emptied.view(-1).index_fill_(0, places, 0);
    const auto encoded = encode(module, emptied, 0, vectors.to(at::kDouble), places);
    expectOutput(encoded.hidden, "penultimate");
    expectOutput(encoded.pooled, "pooled");
    EXPECT_GT(relativeError(encode(module, emptied, 0).hidden, encoded.hidden), 1e-2F);
}

TEST_F(TextEncoder, SavedAndLoadedItEncodesTheSame) {
    auto module = build(projected());
    std::stringstream file;
    module.save(file);
    EXPECT_TRUE(at::equal(encode(torch::jit::load(file), ids(), 1).pooled, encode(module, ids(), 1).pooled));
}

TEST_F(TextEncoder, EncodesInBf16) {
    auto module = build(projected());
    module.to(at::kBFloat16);
    const auto encoded = encode(module, ids(), 0, at::randn({1, 32}), at::tensor({std::int64_t(1)}));
    EXPECT_EQ(encoded.hidden.scalar_type(), at::kBFloat16);
    EXPECT_EQ(encoded.pooled.scalar_type(), at::kBFloat16);
}

} // namespace
} // namespace latentbrush::networks
