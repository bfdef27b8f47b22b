#include "networks/module_of.h"
#include "networks/networks.h"
#include "networks/vae_mid_block.h"

namespace latentbrush::networks {

namespace {

using catalogue::VaeConfig;

/// Halves the size; the border is one column and one row of zeros on the right and bottom alone.
Layer downsampler(int channels) {
    Layer layer{.kind = "VaeDownsampler",
                .parameters = {},
                .children = {},
                .forward = "def forward(self, x):\n"
                           "    return self.conv.forward(torch.constant_pad_nd(x, [0, 1, 0, 1], 0.0))\n"};
    layer.add("conv", convolution(channels, channels, 3, 2, false));
    return layer;
}

Layer downBlock(const VaeConfig& config, std::size_t level) {
    const auto& channels = config.blockOutChannels;
    std::vector<Layer> resnets;
    std::string text = "def forward(self, x):\n";
    for (int j = 0; j < config.layersPerBlock; ++j) {
        resnets.push_back(
            vaeResnet(config, channels[j == 0 && level > 0 ? level - 1 : level], channels[level]));
        text += "    x = " + item("resnets", j) + ".forward(x)\n";
    }
    Layer block{.kind = "VaeDownBlock", .parameters = {}, .children = {}, .forward = {}};
    block.addList("resnets", std::move(resnets));
    if (level + 1 < channels.size()) {
        block.addList("downsamplers", {downsampler(channels[level])});
        text += "    x = " + item("downsamplers", 0) + ".forward(x)\n";
    }
    block.forward = text + "    return x\n";
    return block;
}

Layer encoder(const VaeConfig& config) {
    const auto& channels = config.blockOutChannels;
    std::vector<Layer> downs;
    std::string text = "def forward(self, x):\n    x = self.conv_in.forward(x)\n";
    for (std::size_t i = 0; i < channels.size(); ++i) {
        downs.push_back(downBlock(config, i));
        text += "    x = " + item("down_blocks", i) + ".forward(x)\n";
    }
    text += "    x = self.mid_block.forward(x)\n    return "
            "self.conv_out.forward(torch.silu(self.conv_norm_out.forward(x)))\n";
    Layer layer{.kind = "Encoder", .parameters = {}, .children = {}, .forward = text};
    layer.add("conv_in", convolution(config.imageChannels, channels.front(), 3));
    layer.addList("down_blocks", std::move(downs));
    layer.add("mid_block", vaeMidBlock(config));
    layer.add("conv_norm_out", groupNorm(channels.back(), config.normGroups, kVaeNormEpsilon));
    layer.add("conv_out", convolution(channels.back(), 2 * config.latentChannels, 3));
    return layer;
}

Layer network(const VaeConfig& config) {
    Layer layer{
        .kind = "VaeEncoder", .parameters = {}, .children = {}, .forward = "def forward(self, image):\n"};
    layer.add("encoder", encoder(config));
    if (config.quantConv)
        layer.add("quant_conv", convolution(2 * config.latentChannels, 2 * config.latentChannels, 1));
    layer.forward += config.quantConv ? "    return self.quant_conv.forward(self.encoder.forward(image))\n"
                                      : "    return self.encoder.forward(image)\n";
    return layer;
}

} // namespace

torch::jit::Module buildVaeEncoder(const VaeConfig& config, Parameters parameters) {
    return moduleOf(network(config), parameters);
}

std::map<std::string, Shape> vaeEncoderShapes(const VaeConfig& config) {
    return shapesOf(network(config));
}

} // namespace latentbrush::networks
