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

/// encode(ids [B,T], vectors [N,width], places [N] into B·T, skip) → (hidden states, pooled): vectors stand
/// in for tokens before positions are added; `skip` layers more than the config's are left out of the hidden
/// states.
std::string encodeText(const TextEncoderConfig& config) {
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    std::string text =
        "def encode(self, ids, vectors, places, skip: int) -> Tuple[Tensor, Tensor]:\n"
        "    x = self.embeddings.token_embedding.forward(ids).flatten(0, 1)\n"
        "    x = x.index_copy(0, places, vectors.to(x.dtype)).unflatten(0, [ids.size(0), ids.size(1)])\n"
        "    x = x + self.embeddings.position_embedding.weight[:ids.size(1)]\n"
        "    left = min(skip + " +
        number(config.skippedLayers) + ", " + number(config.layers) +
        ")\n"
        "    hidden, x = self.encoder.both(x, left)\n";
    if (config.normHidden)
        text += "    hidden = self.final_layer_norm.forward(hidden)\n";
    if (config.projection == 0)
        return text + "    return hidden, hidden.new_empty([ids.size(0), 0])\n";
    return text + "    before = torch.eq(torch.cumsum(torch.eq(ids, " + number(config.endId) +
           ").to(4), 1), 0).to(4)\n"
           "    end = torch.clamp(torch.sum(before, [1]), 0, ids.size(1) - 1).view(-1, 1, 1)\n"
           "    x = self.final_layer_norm.forward(x)\n"
           "    x = x.gather(1, end.expand(-1, 1, " +
           number(config.width) +
           ")).squeeze(1)\n"
           "    return hidden, self.text_projection.forward(x)\n";
}

/// The plain model's states, or whatever `encode` says of ids alone.
std::string forwardText(const TextEncoderConfig& config) {
    if (config.skippedLayers == 0 && config.normHidden && config.projection == 0)
        return "def forward(self, ids):\n"
               "    return "
               "self.final_layer_norm.forward(self.encoder.forward(self.embeddings.forward(ids)))\n";
    return "def forward(self, ids):\n"
           "    none = self.embeddings.token_embedding.weight[:0]\n"
           "    places = torch.zeros([0], dtype=4, device=ids.device)\n"
           "    hidden, pooled = self.encode(ids, none, places, 0)\n" +
           std::string(config.projection > 0 ? "    return hidden, pooled\n" : "    return hidden\n");
}

Layer network(const TextEncoderConfig& config) {
    Layer stack{.kind = "TextLayers", .parameters = {}, .children = {}, .forward = "def forward(self, x):\n"};
    stack.addList("layers", std::vector<Layer>(config.layers, encoderLayer(config)));
    for (int i = 0; i < config.layers; ++i)
        stack.forward += "    x = " + item("layers", i) + ".forward(x)\n";
    stack.forward += "    return x\n"
                     "def both(self, x, left: int) -> Tuple[Tensor, Tensor]:\n"
                     "    hidden = x\n";
    for (int i = 0; i < config.layers; ++i)
        stack.forward += "    x = " + item("layers", i) +
                         ".forward(x)\n    if left <= " + std::to_string(config.layers - 1 - i) +
                         ":\n        hidden = x\n";
    stack.forward += "    return hidden, x\n";

    Layer layer{.kind = "TextEncoder",
                .parameters = {},
                .children = {},
                .forward = encodeText(config) + forwardText(config)};
    layer.add("embeddings", embeddings(config));
    layer.add("encoder", std::move(stack));
    layer.add("final_layer_norm", layerNorm(config.width, config.normEpsilon));
    if (config.projection > 0)
        layer.add("text_projection", linear(config.width, config.projection, false));
    return layer;
}

} // namespace

torch::jit::Module buildTextEncoder(const TextEncoderConfig& config, Parameters parameters) {
    return moduleOf(network(config), parameters);
}

std::map<std::string, Shape> textEncoderShapes(const TextEncoderConfig& config) {
    return shapesOf(network(config));
}

} // namespace latentbrush::networks
