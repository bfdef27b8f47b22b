#include "pipeline/previews.h"

#include <gtest/gtest.h>

namespace latentbrush::pipeline {
namespace {

/// A stand-in for TAESD: the first three channels as colours, eight times as large.
torch::jit::Module decoder() {
    torch::jit::Module module("Decoder");
    module.define("def forward(self, x):\n    return torch.upsample_nearest2d(x[:, :3], [8 * x.size(2), 8 * "
                  "x.size(3)])\n");
    return module;
}

const at::Tensor kLatents = at::full({1, 4, 2, 3}, 0.5);

TEST(Previews, WithoutADecoderEachStepIsShownSmall) {
    Previews previews(sd1Colours(), std::nullopt, at::kCPU, at::kFloat);
    for (int step = 0; step < 3; ++step) {
        const auto picture = previews.show(kLatents, 0);
        ASSERT_TRUE(picture);
        EXPECT_EQ(picture->width, 3);
        EXPECT_EQ(picture->height, 2);
    }
}

TEST(LatentColours, AreThoseOfTheModelsAutoencoder) {
    catalogue::ModelManifest manifest;
    EXPECT_EQ(coloursOf(manifest)->matrix, sd1Colours().matrix);
    for (const auto vector :
         {catalogue::VectorConditioning::SizesAndCrop, catalogue::VectorConditioning::AestheticScore}) {
        manifest.vector = vector;
        EXPECT_EQ(coloursOf(manifest)->matrix, sdxlColours().matrix);
    }
    manifest.vector = catalogue::VectorConditioning::None;
    manifest.concat = catalogue::Concat::LowResolution; // the upscaler's is another
    EXPECT_FALSE(coloursOf(manifest));
    manifest.concat = catalogue::Concat::None;
    manifest.latents.channels = 3;
    EXPECT_FALSE(coloursOf(manifest));
    manifest.previewRgb = {{{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}}};
    EXPECT_EQ(coloursOf(manifest)->matrix.size(), 3U) << "what it says itself comes first";
}

TEST(Previews, WhereNothingIsKnownNothingIsShown) {
    EXPECT_FALSE(Previews(std::nullopt, std::nullopt, at::kCPU, at::kFloat).show(kLatents, 1));
}

TEST(Previews, ADecoderShowsAtFullSizeAndTakesAFiftiethOfTheTimeAtMost) {
    Previews previews(sd1Colours(), decoder(), at::kCPU, at::kFloat);
    const auto first = previews.show(kLatents, 0);
    ASSERT_TRUE(first) << "the first is shown whatever it costs";
    EXPECT_EQ(first->width, 24);
    EXPECT_EQ(first->height, 16);
    EXPECT_EQ(first->pixels.front(), 128) << "0.5 in [0,1]";
    EXPECT_FALSE(previews.show(kLatents, 0)) << "no time has passed that could pay for it";
    EXPECT_TRUE(previews.show(kLatents, 1e6));
}

} // namespace
} // namespace latentbrush::pipeline
