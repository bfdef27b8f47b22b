#include "networks/module_of.h"
#include "networks/networks.h"
#include "networks/resnet_block.h"
#include "networks/vae_mid_block.h"

namespace latentbrush::networks {

namespace {

using catalogue::VaeConfig;

/// Block 0 is the deepest level.
Layer upBlock(const VaeConfig& config, std::size_t index) {
    const auto& channels = config.blockOutChannels;
    const std::size_t level = channels.size() - 1 - index;
    const int before = channels[level + (index > 0 ? 1 : 0)];
    std::vector<Layer> resnets;
    std::string text = "def forward(self, x):\n";
    for (int j = 0; j <= config.layersPerBlock; ++j) {
        resnets.push_back(vaeResnet(config, j == 0 ? before : channels[level], channels[level]));
        text += "    x = " + item("resnets", j) + ".forward(x)\n";
    }
    Layer block{.kind = "VaeUpBlock", .parameters = {}, .children = {}, .forward = {}};
    block.addList("resnets", std::move(resnets));
    if (level > 0) {
        block.addList("upsamplers", {upsampler(channels[level])});
        text += "    x = " + item("upsamplers", 0) + ".forward(x, [2 * x.size(2), 2 * x.size(3)])\n";
    }
    block.forward = text + "    return x\n";
    return block;
}

Layer decoder(const VaeConfig& config) {
    const auto& channels = config.blockOutChannels;
    std::vector<Layer> ups;
    std::string text = "def forward(self, x):\n    x = self.mid_block.forward(self.conv_in.forward(x))\n";
    for (std::size_t i = 0; i < channels.size(); ++i) {
        ups.push_back(upBlock(config, i));
        text += "    x = " + item("up_blocks", i) + ".forward(x)\n";
    }
    text += "    return self.conv_out.forward(torch.silu(self.conv_norm_out.forward(x)))\n";
    Layer layer{.kind = "Decoder", .parameters = {}, .children = {}, .forward = text};
    layer.add("conv_in", convolution(config.latentChannels, channels.back(), 3));
    layer.add("mid_block", vaeMidBlock(config));
    layer.addList("up_blocks", std::move(ups));
    layer.add("conv_norm_out", groupNorm(channels.front(), config.normGroups, kVaeNormEpsilon));
    layer.add("conv_out", convolution(channels.front(), config.imageChannels, 3));
    return layer;
}

Layer network(const VaeConfig& config) {
    Layer layer{
        .kind = "VaeDecoder", .parameters = {}, .children = {}, .forward = "def forward(self, latents):\n"};
    if (config.postQuantConv)
        layer.add("post_quant_conv", convolution(config.latentChannels, config.latentChannels, 1));
    layer.add("decoder", decoder(config));
    layer.forward += config.postQuantConv
                         ? "    return self.decoder.forward(self.post_quant_conv.forward(latents))\n"
                         : "    return self.decoder.forward(latents)\n";
    return layer;
}

} // namespace

torch::jit::Module buildVaeDecoder(const VaeConfig& config, Parameters parameters) {
    return moduleOf(network(config), parameters);
}

std::map<std::string, Shape> vaeDecoderShapes(const VaeConfig& config) {
    return shapesOf(network(config));
}

} // namespace latentbrush::networks
