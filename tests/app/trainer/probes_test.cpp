#include "probes.h"

#include "networks/networks.h"
#include "scene_labels.h"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>

namespace latentbrush::trainer {
namespace {

catalogue::UNetConfig smallUNet() {
    catalogue::UNetConfig config;
    config.inChannels = 9;
    config.blockOutChannels = {16, 32, 32};
    config.attention = {false, true, true};
    config.layersPerBlock = 1;
    config.transformerDepth = {1, 1, 1};
    config.heads = {2, 2, 2};
    config.contextWidth = 24;
    config.normGroups = 8;
    return config;
}

at::Tensor noise(at::IntArrayRef shape, std::uint64_t seed) {
    return at::randn(shape, at::detail::createCPUGenerator(seed));
}

TEST(PassThrough, GivesTheOutputOfTheForward) {
    auto unet = networks::buildUNet(smallUNet());
    networks::initialise(unet, 5);
    for (const auto& parameter : unet.parameters()) { // zeros in the last layers would make any pass agree
        torch::NoGradGuard noGradients;
        parameter.add_(noise(parameter.sizes(), 6), 0.02);
    }
    torch::NoGradGuard noGradients;
    const auto sample = noise({2, 9, 16, 16}, 1);
    const auto times = at::tensor({10.f, 700.f});
    const auto context = noise({2, 7, 24}, 2);
    const auto pass = passThrough(unet, sample, times, context);
    EXPECT_TRUE(at::equal(pass.output, unet.forward({sample, times, context}).toTensor()));
    EXPECT_EQ(pass.features.sizes(), (at::IntArrayRef{2, 32, 16, 16}));
}

TEST(Probes, LearnToReadWhatIsThere) {
    catalogue::TextEncoderConfig text;
    text.width = 24;
    Probes probes(smallUNet(), text, 1);
    const auto context = noise({8, 5, 24}, 3);
    const auto facts = noise({8, kFacts}, 4).gt(1).to(at::kFloat);
    const auto said = at::tensor({1.f, 1.f, 1.f, 1.f, 1.f, 1.f, 1.f, 0.f});
    const auto features = noise({2, 32, 4, 4}, 5);
    const auto labels = features.slice(1, 0, 10).argmax(1);
    const auto weights = at::ones({2, 4, 4});
    std::vector<at::Tensor> parameters;
    for (const auto& parameter : probes.module().parameters())
        parameters.push_back(parameter);
    torch::optim::Adam optimiser(parameters, torch::optim::AdamOptions(0.05));
    const auto losses = [&] {
        return probes.textLoss(context, facts, said) + probes.cellLoss(features, labels, weights);
    };
    const auto before = losses().item<double>();
    for (int i = 0; i < 100; ++i) {
        optimiser.zero_grad();
        losses().backward();
        optimiser.step();
    }
    EXPECT_LT(losses().item<double>(), before / 20);
}

TEST(Probes, DroppedCaptionsTeachNothing) {
    catalogue::TextEncoderConfig text;
    text.width = 24;
    Probes probes(smallUNet(), text, 1);
    const auto context = noise({3, 5, 24}, 3).requires_grad_();
    probes.textLoss(context, at::ones({3, kFacts}), at::tensor({1.f, 0.f, 1.f})).backward();
    EXPECT_EQ(context.grad()[1].abs().sum().item<float>(), 0);
    EXPECT_GT(context.grad()[0].abs().sum().item<float>(), 0);
}

} // namespace
} // namespace latentbrush::trainer
