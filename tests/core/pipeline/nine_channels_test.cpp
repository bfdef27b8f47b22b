#include "base/files.h"
#include "bundles/tiny_bundle.h"
#include "pipeline/networks_in_use.h"
#include "recorder.h"
#include "tiny_model.h"

#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

class NineChannels : public testing::TestWithParam<catalogue::EmptyMaskedLatents> {
protected:
    catalogue::ModelManifest manifest = [] {
        auto made = bundles::tinyManifest(/*inpainting=*/true);
        made.emptyMaskedLatents = GetParam();
        return made;
    }();
    bundles::Components components = bundles::tinyComponents(manifest);
};

} // namespace

TEST_P(NineChannels, AnEmptySurroundingIsAFullMaskAndNothingKept) {
    bundles::LoadedModel model{manifest, {}, components};
    const c10::InferenceMode inference;
    const auto empty = emptySurroundings(model, 16, 24);
    ASSERT_EQ(empty.sizes(), at::IntArrayRef({1, 5, 16, 24}));
    EXPECT_TRUE(torch::equal(empty.narrow(1, 0, 1), torch::ones({1, 1, 16, 24})));
    const auto kept = empty.narrow(1, 1, 4);
    const bool zeros = GetParam() == catalogue::EmptyMaskedLatents::Zeros;
    const auto expected =
        zeros ? torch::zeros({1, 4, 16, 24}) : encodePicture(model, torch::zeros({1, 3, 64, 96}));
    EXPECT_TRUE(torch::equal(kept, expected));
}

TEST_P(NineChannels, MakesAPictureFromText) {
    const TestFolder folder;
    bundles::writeTinyStarter(folder / "starter", manifest, components);
    Engine engine({.starterFolder = folder / "starter", .cacheFolder = folder / "cache", .threads = 1});
    Recorder recorder;
    const auto made = engine.generate(tinyRequest("starter"), 1, recorder.observer(), {});
    ASSERT_TRUE(made) << made.error().subject << made.error().detail;
    EXPECT_EQ(recorder.pixels().size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Both, NineChannels,
                         testing::Values(catalogue::EmptyMaskedLatents::Zeros,
                                         catalogue::EmptyMaskedLatents::Encoded),
                         [](const auto& info) {
                             return info.param == catalogue::EmptyMaskedLatents::Zeros ? "zeros" : "encoded";
                         });

// The same for the way in: image to image and inpainting of a VAE that is not for half precision (SDXL's).
TEST(Encoding, IsInFp32WhereHalfPrecisionOverflowsOrIsSaidTo) {
    for (const bool said : {false, true}) {
        const auto manifest = bundles::tinyManifest();
        bundles::LoadedModel model{manifest, {}, bundles::tinyComponents(manifest)};
        const c10::InferenceMode inference(false);
        const at::NoGradGuard noGrad;
        if (said)
            model.manifest.vae->forceUpcast = true;
        else
            for (const auto& parameter : model.components.vaeEncoder.named_parameters())
                if (parameter.name.ends_with("conv_in.weight"))
                    parameter.value.mul_(300'000);
        auto& encoder = model.components.vaeEncoder;
        encoder.to(at::kHalf);
        encoder.to(at::kFloat);
        const auto picture = torch::rand({1, 3, 64, 64}, at::detail::createCPUGenerator(1)) * 2 - 1;
        const auto wanted = encodePicture(model, picture);
        ASSERT_TRUE(wanted.isfinite().all().item<bool>());
        encoder.to(at::kHalf);
        model.dtype = at::kHalf;
        const auto encoded = encodePicture(model, picture);
        EXPECT_TRUE(torch::equal(encoded, wanted)) << said;
        for (const auto& parameter : encoder.parameters())
            EXPECT_EQ(parameter.scalar_type(), at::kHalf);
    }
}

// One number too large for fp16 in the decoder's last layer: in half precision it overflows, in fp32 it does
// not.
TEST(Decoding, GoesAgainInFp32WhereHalfPrecisionOverflows) {
    const auto manifest = bundles::tinyManifest();
    bundles::LoadedModel model{manifest, {}, bundles::tinyComponents(manifest)};
    const c10::InferenceMode inference(false);
    const at::NoGradGuard noGrad;
    for (const auto& parameter : model.components.vaeDecoder.named_parameters())
        if (parameter.name == "decoder.conv_in.weight" || parameter.name == "conv_in.weight")
            parameter.value.mul_(30'000);
    auto& decoder = model.components.vaeDecoder;
    decoder.to(at::kHalf); // weights that fp16 holds: what is compared is arithmetic alone
    decoder.to(at::kFloat);
    const auto latents = torch::randn({1, 4, 16, 16}, at::detail::createCPUGenerator(1));
    const auto wanted = decodeLatents(model, latents);
    ASSERT_TRUE(wanted.isfinite().all().item<bool>());
    decoder.to(at::kHalf);
    model.dtype = at::kHalf;
    const auto decoded = decodeLatents(model, latents);
    EXPECT_TRUE(decoded.isfinite().all().item<bool>());
    EXPECT_TRUE(torch::equal(decoded, wanted));
    for (const auto& parameter : model.components.vaeDecoder.parameters())
        EXPECT_EQ(parameter.scalar_type(), at::kHalf) << "the next picture finds the same decoder";
}
