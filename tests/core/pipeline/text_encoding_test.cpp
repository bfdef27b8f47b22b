#include "pipeline/text_encoding.h"

#include "../bundles/tiny_bundle.h"

#include <gtest/gtest.h>

namespace latentbrush::pipeline {
namespace {

/// Chunks of the tiny encoder, with weights, against the formulas of peers.md 3.4 by hand.
class TextEncodingTest : public testing::Test {
protected:
    prompt::Chunk chunk(float weight) const {
        prompt::Chunk made;
        const auto length = m_model.manifest.textEncoder->positions;
        made.ids.assign(static_cast<std::size_t>(length), 3);
        made.weights.assign(static_cast<std::size_t>(length), 1);
        made.ids[2] = 7;
        made.weights[2] = weight;
        made.weights[5] = 0.5F;
        return made;
    }
    at::Tensor states(const prompt::Chunk& chunk, Emphasis emphasis) {
        auto made = encodeChunks(m_model, {{chunk}}, {.emphasis = emphasis});
        EXPECT_TRUE(made) << made.error().subject;
        return made->context.to(at::kFloat);
    }

    const c10::InferenceMode m_inference{false};
    const at::NoGradGuard m_noGrad;
    catalogue::ModelManifest m_manifest = bundles::tinyManifest();
    bundles::LoadedModel m_model{m_manifest, {}, bundles::tinyComponents(m_manifest)};
};

TEST_F(TextEncodingTest, WeightsMultiplyATokensStatesAndTheMeanComesBack) {
    const auto asked = chunk(1.5F);
    const auto plain = states(asked, Emphasis::Ignore);
    auto expected = plain.clone();
    expected.select(1, 2).mul_(1.5);
    expected.select(1, 5).mul_(0.5);
    EXPECT_TRUE(states(asked, Emphasis::NoNorm).allclose(expected, 1e-6, 0));
    const auto kept = expected * (plain.mean() / expected.mean());
    EXPECT_TRUE(states(asked, Emphasis::Original).allclose(kept, 1e-5, 0));
    EXPECT_FALSE(kept.allclose(expected, 1e-3, 0)) << "else the mean would say nothing here";
    EXPECT_NEAR(states(asked, Emphasis::Original).mean().item<double>(), plain.mean().item<double>(), 1e-6);
}

TEST_F(TextEncodingTest, ChunksStandOneBehindTheOther) {
    const auto first = chunk(1), second = chunk(2);
    const auto both = encodeChunks(m_model, {{first, second}}, {.emphasis = Emphasis::NoNorm});
    ASSERT_TRUE(both);
    const auto expected = at::cat({states(first, Emphasis::NoNorm), states(second, Emphasis::NoNorm)}, 1);
    EXPECT_TRUE(both->context.to(at::kFloat).equal(expected));
}

} // namespace
} // namespace latentbrush::pipeline
