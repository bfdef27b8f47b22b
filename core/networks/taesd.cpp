#include "networks/module_of.h"
#include "networks/networks.h"

namespace latentbrush::networks {

namespace {

using catalogue::TaesdConfig;

/// What has no parameters but a place in the list, by which diffusers counts.
Layer nothing() {
    return {.kind = "Nothing", .parameters = {}, .children = {}, .forward = {}};
}

Layer residualBlock(int width) {
    const auto at = [](int place) { return item("conv", place) + ".forward("; };
    Layer block{.kind = "TaesdBlock", .parameters = {}, .children = {}, .forward = {}};
    block.addList("conv", {convolution(width, width, 3), nothing(), convolution(width, width, 3), nothing(),
                           convolution(width, width, 3)});
    block.forward = "def forward(self, x):\n"
                    "    h = torch.relu(" +
                    at(0) + "x))\n    h = torch.relu(" + at(2) + "h))\n    return torch.relu(x + " + at(4) +
                    "h))\n";
    return block;
}

/// A row of layers one after another, with the text that walks through them.
class Row {
public:
    void apply(Layer layer) {
        m_text += "    x = " + item("layers", m_layers.size()) + ".forward(x)\n";
        m_layers.push_back(std::move(layer));
    }
    void apply(const std::string& expression) {
        m_text += "    x = " + expression + "\n";
        m_layers.push_back(nothing());
    }
    void applyBlocks(int count, int width) {
        for (int i = 0; i < count; ++i)
            apply(residualBlock(width));
    }
    Layer finished() && {
        Layer layer{.kind = "TaesdLayers",
                    .parameters = {},
                    .children = {},
                    .forward = "def forward(self, x):\n" + m_text + "    return x\n"};
        layer.addList("layers", std::move(m_layers));
        return layer;
    }

private:
    std::vector<Layer> m_layers;
    std::string m_text;
};

Layer encoder(const TaesdConfig& config) {
    Row row;
    row.apply(convolution(config.imageChannels, config.width, 3));
    row.applyBlocks(1, config.width);
    for (int level = 1; level < config.levels; ++level) {
        row.apply(convolutionWithoutBias(config.width, config.width, 3, 2));
        row.applyBlocks(config.blocks, config.width);
    }
    row.apply(convolution(config.width, config.latentChannels, 3));
    Layer network{.kind = "TaesdEncoder",
                  .parameters = {},
                  .children = {},
                  .forward = "def forward(self, image):\n    return self.encoder.forward(image)\n"};
    network.add("encoder", std::move(row).finished());
    return network;
}

/// The latents are bounded softly first.
Layer decoder(const TaesdConfig& config) {
    Row row;
    row.apply(convolution(config.latentChannels, config.width, 3));
    row.apply("torch.relu(x)");
    for (int level = 1; level < config.levels; ++level) {
        row.applyBlocks(config.blocks, config.width);
        row.apply("torch.upsample_nearest2d(x, [2 * x.size(2), 2 * x.size(3)])");
        row.apply(convolutionWithoutBias(config.width, config.width, 3));
    }
    row.applyBlocks(1, config.width);
    row.apply(convolution(config.width, config.imageChannels, 3));
    Layer network{.kind = "TaesdDecoder",
                  .parameters = {},
                  .children = {},
                  .forward = "def forward(self, latents):\n"
                             "    return self.decoder.forward(3 * torch.tanh(latents / 3))\n"};
    network.add("decoder", std::move(row).finished());
    return network;
}

} // namespace

torch::jit::Module buildTaesdEncoder(const TaesdConfig& config) {
    return moduleOf(encoder(config));
}

torch::jit::Module buildTaesdDecoder(const TaesdConfig& config) {
    return moduleOf(decoder(config));
}

std::map<std::string, Shape> taesdEncoderShapes(const TaesdConfig& config) {
    return shapesOf(encoder(config));
}

std::map<std::string, Shape> taesdDecoderShapes(const TaesdConfig& config) {
    return shapesOf(decoder(config));
}

} // namespace latentbrush::networks
