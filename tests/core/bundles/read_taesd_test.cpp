#include "bundles/read_taesd.h"

#include "../base/temporary_folder.h"
#include "../networks/golden_file.h"

#include <gtest/gtest.h>

namespace latentbrush::bundles {
namespace {

using tensors::StateDict;

/// diffusers' decoder layers from 0, or as the original file has them: from 1, the first being the clamp.
StateDict decoderOf(const StateDict& golden, bool original) {
    const std::string prefix = "decoder.layers.";
    StateDict decoder;
    for (const auto& [name, tensor] : golden)
        if (name.starts_with(prefix)) {
            const auto rest = name.substr(prefix.size());
            const auto point = rest.find('.');
            const auto number = std::stoi(rest.substr(0, point)) + 1;
            decoder.emplace(original ? std::to_string(number) + rest.substr(point) : name, tensor);
        }
    return decoder;
}

TEST(TaesdDecoder, EqualsDiffusersUnderBothNames) {
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    const at::NoGradGuard noGrad;
    const auto golden = networks::goldenFile("taesd");
    const TemporaryFolder folder;
    const LoadedModel model;
    for (const bool original : {false, true}) {
        const auto path = folder / "taesd_decoder.safetensors";
        ASSERT_TRUE(tensors::writeStateDict(path, decoderOf(golden, original)));
        auto decoder = readTaesdDecoder(path, model);
        ASSERT_TRUE(decoder) << decoder.error().detail;
        networks::expectGolden(decoder->forward({golden.at("input.latents")}).toTensor(),
                               golden.at("output.image"), original ? "original" : "diffusers");
    }
}

TEST(TaesdDecoder, WhatIsNoneOrDecodesOtherLatentsIsRefused) {
    const TemporaryFolder folder;
    const auto path = folder / "some.safetensors";
    const auto golden = networks::goldenFile("taesd");
    ASSERT_TRUE(tensors::writeStateDict(path, decoderOf(golden, false)));
    LoadedModel other;
    const LoadedModel model;
    other.manifest.latents.channels = 16;
    EXPECT_EQ(readTaesdDecoder(path, other).error().code, ErrorCode::AddOnMisfit);
    ASSERT_TRUE(tensors::writeStateDict(path, StateDict{{"weight", at::zeros({2})}}));
    const auto refused = readTaesdDecoder(path, model);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::AddOnMisfit);
    EXPECT_EQ(refused.error().subject, path.string());
}

} // namespace
} // namespace latentbrush::bundles
