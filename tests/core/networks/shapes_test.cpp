#include "networks/networks.h"

#include <gtest/gtest.h>

namespace latentbrush::networks {
namespace {

using catalogue::Activation;
using catalogue::TextEncoderConfig;
using catalogue::UNetConfig;
using catalogue::VaeConfig;
using Shapes = std::map<std::string, std::vector<std::int64_t>>;

/// Published models and how many numbers in how many tensors they hold.
struct Row {
    std::string name;
    Shapes shapes;
    std::int64_t parameters;
    std::size_t tensors;
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.name;
}

Shapes vaeShapes(const VaeConfig& config) {
    auto shapes = vaeEncoderShapes(config);
    shapes.merge(vaeDecoderShapes(config));
    return shapes;
}

UNetConfig sd2() {
    return {.heads = {5, 10, 20, 20}, .contextWidth = 1024, .linearProjection = true};
}
TextEncoderConfig openClipH() {
    return {.width = 1024, .layers = 23, .heads = 16, .feedForward = 4096, .activation = Activation::Gelu};
}
VaeConfig f4(int latentChannels) {
    return {.latentChannels = latentChannels, .blockOutChannels = {128, 256, 512}};
}

const std::vector<Row> kRows{
    {"Sd1UNet", unetShapes({}), 859'520'964, 686},
    {"Sd15InpaintUNet", unetShapes({.inChannels = 9}), 859'535'364, 686},
    {"Sd2UNet", unetShapes(sd2()), 865'910'724, 686},
    {"TaesdEncoder", taesdEncoderShapes({}), 1'222'532, 67},
    {"TaesdDecoder", taesdDecoderShapes({}), 1'222'531, 67},
    {"ClipLText", textEncoderShapes({}), 123'060'480, 196},
    {"OpenClipHText", textEncoderShapes(openClipH()), 340'387'840, 372},
    {"KlF8", vaeShapes({}), 83'653'863, 248},
    {"KlF4FourChannels", vaeShapes(f4(4)), 55'325'927, 204},
    {"KlF4ThreeChannels", vaeShapes(f4(3)), 55'312'063, 204},
};

class PublishedCounts : public testing::TestWithParam<Row> {};

TEST_P(PublishedCounts, AreReached) {
    std::int64_t parameters = 0;
    for (const auto& [name, shape] : GetParam().shapes) {
        std::int64_t size = 1;
        for (const auto edge : shape)
            size *= edge;
        parameters += size;
    }
    EXPECT_EQ(parameters, GetParam().parameters);
    EXPECT_EQ(GetParam().shapes.size(), GetParam().tensors);
}

INSTANTIATE_TEST_SUITE_P(Models, PublishedCounts, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

void expectSame(const torch::jit::Module& module, const Shapes& shapes) {
    Shapes built;
    for (const auto& [name, tensor] : stateOf(module))
        built.emplace(name, tensor.sizes().vec());
    EXPECT_EQ(built, shapes);
}

TEST(Shapes, AreThoseOfTheModules) {
    const UNetConfig unet{.blockOutChannels = {8, 16, 16, 24}, .heads = {2, 2, 4, 4}, .normGroups = 4};
    const VaeConfig vae{.blockOutChannels = {8, 16}, .normGroups = 4};
    const TextEncoderConfig text{
        .vocabularySize = 10, .width = 8, .layers = 2, .heads = 2, .feedForward = 16};
    expectSame(buildUNet(unet), unetShapes(unet));
    expectSame(buildVaeEncoder(vae), vaeEncoderShapes(vae));
    expectSame(buildVaeDecoder(vae), vaeDecoderShapes(vae));
    expectSame(buildTextEncoder(text), textEncoderShapes(text));
    expectSame(buildTaesdEncoder({.width = 4}), taesdEncoderShapes({.width = 4}));
    expectSame(buildTaesdDecoder({.width = 4}), taesdDecoderShapes({.width = 4}));
}

} // namespace
} // namespace latentbrush::networks
