#include "networks/attention.h"

#include <tuple>

namespace latentbrush::networks {

namespace {

constexpr double kNormEpsilon = 1e-6;
constexpr double kLayerNormEpsilon = 1e-5;

/// forward(x [B,N,width], context [B,T,contextWidth]).
Layer crossAttention(int width, int contextWidth, int heads) {
    const auto split = ".unflatten(-1, [" + std::to_string(heads) + ", -1]).transpose(1, 2)\n";
    Layer layer{.kind = "Attention", .parameters = {}, .children = {}, .forward = {}};
    layer.add("to_q", linear(width, width, false));
    layer.add("to_k", linear(contextWidth, width, false));
    layer.add("to_v", linear(contextWidth, width, false));
    layer.addList("to_out", {linear(width, width)});
    layer.forward = "def forward(self, x, context):\n"
                    "    q = self.to_q.forward(x)" +
                    split + "    k = self.to_k.forward(context)" + split +
                    "    v = self.to_v.forward(context)" + split +
                    "    h = torch.scaled_dot_product_attention(q, k, v)\n"
                    "    return " +
                    item("to_out", 0) +
                    ".forward(h.transpose(1, 2).flatten(2))\n"
                    "def alone(self, context):\n"
                    "    return " +
                    item("to_out", 0) + ".forward(self.to_v.forward(context))\n";
    return layer;
}

Layer geglu(int width, int inner) {
    Layer layer{.kind = "GEGLU",
                .parameters = {},
                .children = {},
                .forward = "def forward(self, x):\n"
                           "    h, gate = torch.chunk(self.proj.forward(x), 2, -1)\n"
                           "    return h * torch.gelu(gate)\n"};
    layer.add("proj", linear(width, 2 * inner));
    return layer;
}

Layer feedForward(int width) {
    // The list keeps the place of a dropout, which does nothing and has no parameters.
    Layer nothing{.kind = "Nothing", .parameters = {}, .children = {}, .forward = {}};
    Layer layer{.kind = "FeedForward", .parameters = {}, .children = {}, .forward = {}};
    layer.addList("net", {geglu(width, 4 * width), nothing, linear(4 * width, width)});
    layer.forward = "def forward(self, x):\n    return " + item("net", 2) + ".forward(" + item("net", 0) +
                    ".forward(x))\n";
    return layer;
}

Layer transformerBlock(const TransformerShape& shape) {
    const auto [width, contextWidth, heads] = std::tuple(shape.channels, shape.contextWidth, shape.heads);
    const std::string rest = "    x = x + self.attn2.forward(self.norm2.forward(x), context)\n"
                             "    return x + self.ff.forward(self.norm3.forward(x))\n";
    const char* seen = shape.onlyCrossAttention ? "context" : "h";
    Layer layer{.kind = "TransformerBlock", .parameters = {}, .children = {}, .forward = {}};
    layer.forward = std::string("def forward(self, x, context):\n"
                                "    h = self.norm1.forward(x)\n"
                                "    x = x + self.attn1.forward(h, ") +
                    seen + ")\n" + rest;
    if (!shape.onlyCrossAttention)
        layer.forward += "def perturbed(self, x, context):\n"
                         "    x = x + self.attn1.alone(self.norm1.forward(x))\n" +
                         rest;
    layer.add("norm1", layerNorm(width, kLayerNormEpsilon));
    layer.add("attn1", crossAttention(width, shape.onlyCrossAttention ? contextWidth : width, heads));
    layer.add("norm2", layerNorm(width, kLayerNormEpsilon));
    layer.add("attn2", crossAttention(width, contextWidth, heads));
    layer.add("norm3", layerNorm(width, kLayerNormEpsilon));
    layer.add("ff", feedForward(width));
    return layer;
}

// Pixels to tokens and back. For channels_last neither moves a byte.
const std::string kToTokens = ".permute(0, 2, 3, 1).flatten(1, 2)\n";
// The skip comes first in the sum: it decides the memory format of the result.
const std::string kFromTokens = "    return x + h.unflatten(1, [x.size(2), x.size(3)]).permute(0, 3, 1, 2)\n";

} // namespace

Layer spatialTransformer(const TransformerShape& shape) {
    const int width = shape.channels;
    const auto projection = [&] {
        return shape.linearProjection ? linear(width, width) : pointwise(width, width);
    };
    Layer layer{.kind = "SpatialTransformer", .parameters = {}, .children = {}, .forward = {}};
    layer.add("norm", groupNorm(width, shape.groups, kNormEpsilon));
    layer.add("proj_in", projection());
    layer.addList("transformer_blocks", std::vector<Layer>(shape.depth, transformerBlock(shape)));
    layer.add("proj_out", projection());

    const auto method = [&](const std::string& name) {
        auto text = "def " + name + "(self, x, context):\n    h = self.norm.forward(x)" + kToTokens +
                    "    h = self.proj_in.forward(h)\n";
        for (int i = 0; i < shape.depth; ++i)
            text += "    h = " + item("transformer_blocks", i) + "." + name + "(h, context)\n";
        return text + "    h = self.proj_out.forward(h)\n" + kFromTokens;
    };
    layer.forward = method("forward");
    if (!shape.onlyCrossAttention)
        layer.forward += method("perturbed");
    return layer;
}

Layer pixelAttention(int channels, int groups) {
    Layer layer{.kind = "PixelAttention", .parameters = {}, .children = {}, .forward = {}};
    layer.add("group_norm", groupNorm(channels, groups, kNormEpsilon));
    layer.add("to_q", linear(channels, channels));
    layer.add("to_k", linear(channels, channels));
    layer.add("to_v", linear(channels, channels));
    layer.addList("to_out", {linear(channels, channels)});
    layer.forward = "def forward(self, x):\n    h = self.group_norm.forward(x)" + kToTokens +
                    "    q = self.to_q.forward(h).unsqueeze(1)\n"
                    "    k = self.to_k.forward(h).unsqueeze(1)\n"
                    "    v = self.to_v.forward(h).unsqueeze(1)\n"
                    "    h = torch.scaled_dot_product_attention(q, k, v).squeeze(1)\n"
                    "    h = " +
                    item("to_out", 0) + ".forward(h)\n" + kFromTokens;
    return layer;
}

} // namespace latentbrush::networks
