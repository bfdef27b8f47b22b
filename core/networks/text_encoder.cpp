#include "networks/module_of.h"
#include "networks/networks.h"

namespace latentbrush::networks {

namespace {

using catalogue::Activation;
using catalogue::TextEncoderConfig;

Layer embeddings(const TextEncoderConfig& config) {
    Layer layer{.kind = "TextEmbeddings",
                .parameters = {},
                .children = {},
                .forward = "def forward(self, ids):\n"
                           "    return self.token_embedding.forward(ids) + "
                           "self.position_embedding.weight[:ids.size(1)]\n"};
    layer.add("token_embedding", embedding(config.vocabularySize, config.width));
    layer.add("position_embedding", embedding(config.positions, config.width));
    return layer;
}

/// A token sees itself and those before it; padding is not masked (formats.md 1.3).
Layer causalAttention(int width, int heads) {
    const auto split = ".unflatten(-1, [" + std::to_string(heads) + ", -1]).transpose(1, 2)\n";
    Layer layer{.kind = "CausalAttention", .parameters = {}, .children = {}, .forward = {}};
    for (const auto* name : {"q_proj", "k_proj", "v_proj", "out_proj"})
        layer.add(name, linear(width, width));
    layer.forward = "def forward(self, x):\n"
                    "    q = self.q_proj.forward(x)" +
                    split + "    k = self.k_proj.forward(x)" + split + "    v = self.v_proj.forward(x)" +
                    split +
                    "    h = torch.scaled_dot_product_attention(q, k, v, None, 0.0, True)\n"
                    "    return self.out_proj.forward(h.transpose(1, 2).flatten(2))\n";
    return layer;
}

Layer feedForward(const TextEncoderConfig& config) {
    const char* activation =
        config.activation == Activation::QuickGelu ? "h * torch.sigmoid(1.702 * h)" : "torch.gelu(h)";
    Layer layer{.kind = "TextFeedForward", .parameters = {}, .children = {}, .forward = {}};
    layer.add("fc1", linear(config.width, config.feedForward));
    layer.add("fc2", linear(config.feedForward, config.width));
    layer.forward =
        std::string("def forward(self, x):\n    h = self.fc1.forward(x)\n    return self.fc2.forward(") +
        activation + ")\n";
    return layer;
}

Layer encoderLayer(const TextEncoderConfig& config) {
    Layer layer{.kind = "TextLayer",
                .parameters = {},
                .children = {},
                .forward = "def forward(self, x):\n"
                           "    x = x + self.self_attn.forward(self.layer_norm1.forward(x))\n"
                           "    return x + self.mlp.forward(self.layer_norm2.forward(x))\n"};
    layer.add("layer_norm1", layerNorm(config.width, config.normEpsilon));
    layer.add("self_attn", causalAttention(config.width, config.heads));
    layer.add("layer_norm2", layerNorm(config.width, config.normEpsilon));
    layer.add("mlp", feedForward(config));
    return layer;
}

Layer network(const TextEncoderConfig& config) {
    Layer stack{.kind = "TextLayers", .parameters = {}, .children = {}, .forward = "def forward(self, x):\n"};
    stack.addList("layers", std::vector<Layer>(config.layers, encoderLayer(config)));
    for (int i = 0; i < config.layers; ++i)
        stack.forward += "    x = " + item("layers", i) + ".forward(x)\n";
    stack.forward += "    return x\n";

    Layer layer{
        .kind = "TextEncoder",
        .parameters = {},
        .children = {},
        .forward =
            "def forward(self, ids):\n"
            "    return self.final_layer_norm.forward(self.encoder.forward(self.embeddings.forward(ids)))\n"};
    layer.add("embeddings", embeddings(config));
    layer.add("encoder", std::move(stack));
    layer.add("final_layer_norm", layerNorm(config.width, config.normEpsilon));
    return layer;
}

} // namespace

torch::jit::Module buildTextEncoder(const TextEncoderConfig& config) {
    return moduleOf(network(config));
}

std::map<std::string, Shape> textEncoderShapes(const TextEncoderConfig& config) {
    return shapesOf(network(config));
}

} // namespace latentbrush::networks
