#include "networks/module_of.h"
#include "networks/networks.h"
#include "networks/unet_blocks.h"

namespace latentbrush::networks {

namespace {

using catalogue::ControlNetConfig;

/// Brings the hint from the picture's size down to the latents' and to the UNet's first width.
Layer hintEmbedding(const ControlNetConfig& config) {
    const auto& widths = config.hintWidths;
    std::vector<Layer> blocks;
    std::string text = "def forward(self, hint):\n    x = torch.silu(self.conv_in.forward(hint))\n";
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
        blocks.push_back(convolution(widths[i], widths[i], 3));
        blocks.push_back(convolution(widths[i], widths[i + 1], 3, 2));
    }
    for (std::size_t i = 0; i < blocks.size(); ++i)
        text += "    x = torch.silu(" + item("blocks", i) + ".forward(x))\n";
    Layer layer{.kind = "HintEmbedding",
                .parameters = {},
                .children = {},
                .forward = text + "    return self.conv_out.forward(x)\n"};
    layer.add("conv_in", convolution(config.hintChannels, widths.front(), 3));
    layer.addList("blocks", std::move(blocks));
    layer.add("conv_out", convolution(widths.back(), config.unet.blockOutChannels.front(), 3));
    return layer;
}

/// The 1×1 convolutions, one a state, that began as zeros in training.
std::vector<Layer> stateConvolutions(const ControlNetConfig& config) {
    const auto& channels = config.unet.blockOutChannels;
    std::vector<Layer> layers{convolution(channels.front(), channels.front(), 1)};
    for (std::size_t level = 0; level < channels.size(); ++level) {
        const bool halved = level + 1 < channels.size();
        for (int j = 0; j < config.unet.layersPerBlock + (halved ? 1 : 0); ++j)
            layers.push_back(convolution(channels[level], channels[level], 1));
    }
    return layers;
}

std::string forward(const ControlNetConfig& config, const UNetBlocks& blocks, std::size_t states) {
    const std::string pooled = config.pooledOver ? ".mean([2, 3], True)" : "";
    auto text = "def forward(" + blocks.inputs() + ", hint) -> List[Tensor]:\n" + blocks.embeddingText();
    if (config.hintIsBgr)
        text += "    hint = hint.flip([1])\n";
    text += "    x = self.conv_in.forward(sample) + self.controlnet_cond_embedding.forward(hint)\n" +
            blocks.downText() +
            "    x = self.mid_block.forward(x, emb, context)\n"
            "    residuals: List[Tensor] = []\n";
    for (std::size_t i = 0; i < states; ++i)
        text += "    residuals.append(" + item("controlnet_down_blocks", i) + ".forward(states[" +
                std::to_string(i) + "])" + pooled + ")\n";
    return text + "    residuals.append(self.controlnet_mid_block.forward(x)" + pooled +
           ")\n    return residuals\n";
}

Layer network(const ControlNetConfig& config) {
    const UNetBlocks blocks(config.unet);
    const int deepest = config.unet.blockOutChannels.back();
    auto convolutions = stateConvolutions(config);
    Layer layer{.kind = "ControlNet",
                .parameters = {},
                .children = {},
                .forward = forward(config, blocks, convolutions.size())};
    blocks.addEmbeddings(layer);
    layer.add("controlnet_cond_embedding", hintEmbedding(config));
    blocks.addDownBlocks(layer);
    layer.add("mid_block", blocks.midBlock());
    layer.addList("controlnet_down_blocks", std::move(convolutions));
    layer.add("controlnet_mid_block", convolution(deepest, deepest, 1));
    return layer;
}

} // namespace

torch::jit::Module buildControlNet(const ControlNetConfig& config) {
    return moduleOf(network(config));
}

std::map<std::string, Shape> controlNetShapes(const ControlNetConfig& config) {
    return shapesOf(network(config));
}

} // namespace latentbrush::networks
