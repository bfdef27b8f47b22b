// LDM's names and diffusers' at full size: every family's networks, both ways.

#include "catalogue/checkpoint.h"
#include "catalogue/ldm_names.h"
#include "networks/networks.h"

#include <gtest/gtest.h>
#include <set>

namespace latentbrush::bundles {
namespace {

using catalogue::NameMap;
using Shapes = std::map<std::string, std::vector<std::int64_t>>;

/// Each name goes to another one, and back to itself.
void expectBijection(const NameMap& names, const Shapes& shapes) {
    std::set<std::string> ldm;
    for (const auto& [name, shape] : shapes) {
        const auto turned = names.toLdm(name);
        ASSERT_TRUE(turned) << name;
        EXPECT_TRUE(ldm.insert(*turned).second) << *turned;
        EXPECT_EQ(names.toDiffusers(*turned), name);
    }
    EXPECT_EQ(ldm.size(), shapes.size());
}

catalogue::UNetConfig unet(std::vector<int> channels, std::vector<bool> attention, std::vector<int> depth,
                           bool linear, int inChannels = 4, int vectorWidth = 0, int classCount = 0) {
    catalogue::UNetConfig config;
    config.inChannels = inChannels;
    config.blockOutChannels = std::move(channels);
    config.attention = std::move(attention);
    config.transformerDepth = std::move(depth);
    config.heads.assign(config.blockOutChannels.size(), 8);
    config.linearProjection = linear;
    config.vectorWidth = vectorWidth;
    config.classCount = classCount;
    return config;
}

struct Row {
    const char* family;
    catalogue::UNetConfig config;
    const char* ldm; ///< one name that is known for it (formats.md 2.3)
    const char* diffusers;
};

class UNetNames : public testing::TestWithParam<Row> {};

TEST_P(UNetNames, AreABijection) {
    const auto& [family, config, ldm, diffusers] = GetParam();
    const auto names = catalogue::ldmUNetNames(config);
    expectBijection(names, networks::unetShapes(config));
    EXPECT_EQ(names.toDiffusers(ldm), diffusers);
}

INSTANTIATE_TEST_SUITE_P(
    Families, UNetNames,
    testing::Values(
        Row{"sd1", unet({320, 640, 1280, 1280}, {true, true, true, false}, {1, 1, 1, 1}, false),
            "output_blocks.2.1.conv.weight", "up_blocks.0.upsamplers.0.conv.weight"},
        Row{"sd1_inpainting", unet({320, 640, 1280, 1280}, {true, true, true, false}, {1, 1, 1, 1}, false, 9),
            "input_blocks.0.0.weight", "conv_in.weight"},
        Row{"sd2", unet({320, 640, 1280, 1280}, {true, true, true, false}, {1, 1, 1, 1}, true),
            "output_blocks.8.2.conv.bias", "up_blocks.2.upsamplers.0.conv.bias"},
        Row{"x4_upscaler",
            unet({256, 512, 512, 1024}, {false, true, true, true}, {1, 1, 1, 1}, true, 7, 0, 1000),
            "label_emb.weight", "class_embedding.weight"},
        Row{"sdxl", unet({320, 640, 1280}, {false, true, true}, {1, 2, 10}, true, 4, 2816),
            "input_blocks.7.1.transformer_blocks.9.attn1.to_q.weight",
            "down_blocks.2.attentions.0.transformer_blocks.9.attn1.to_q.weight"},
        Row{"sdxl_refiner",
            unet({384, 768, 1536, 1536}, {false, true, true, false}, {4, 4, 4, 4}, true, 4, 2560),
            "label_emb.0.2.bias", "add_embedding.linear_2.bias"}),
    [](const auto& row) { return row.param.family; });

TEST(VaeNames, AreABijectionOfBothDownscales) {
    for (const auto& channels : {std::vector<int>{128, 256, 512, 512}, std::vector<int>{128, 256, 512}}) {
        catalogue::VaeConfig config;
        config.blockOutChannels = channels;
        const auto names = catalogue::ldmVaeNames(config);
        auto shapes = networks::vaeEncoderShapes(config);
        shapes.merge(networks::vaeDecoderShapes(config));
        expectBijection(names, shapes);
        // The decoder's levels run the other way.
        EXPECT_EQ(names.toDiffusers("decoder.up.0.block.0.conv1.weight"),
                  "decoder.up_blocks." + std::to_string(channels.size() - 1) + ".resnets.0.conv1.weight");
    }
}

TEST(OpenClipNames, NameEveryTensorOfTheEncoderOnce) {
    catalogue::TextEncoderConfig config;
    config.width = 1280;
    config.layers = 32;
    config.heads = 20;
    config.feedForward = 5120;
    config.projection = 1280;
    std::set<std::string> named;
    for (const auto& tensor : catalogue::openClipTensors(config))
        EXPECT_TRUE(named.insert(tensor.huggingFace).second) << tensor.huggingFace;
    std::set<std::string> wanted;
    for (const auto& [name, shape] : networks::textEncoderShapes(config))
        wanted.insert(name);
    EXPECT_EQ(named, wanted);
}

} // namespace
} // namespace latentbrush::bundles
