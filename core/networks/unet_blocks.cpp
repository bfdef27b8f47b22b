#include "networks/unet_blocks.h"

#include "networks/attention.h"
#include "networks/resnet_block.h"

#include <cmath>
#include <sstream>

namespace latentbrush::networks {

Layer UNetBlocks::resnet(int in, int out) const {
    return resnetBlock(in, out, embeddingWidth(), m_config.normGroups, m_config.normEpsilon);
}

Layer UNetBlocks::transformer(std::size_t level, bool onlyCrossAttention) const {
    return spatialTransformer({.channels = m_config.blockOutChannels[level],
                               .heads = m_config.heads[level],
                               .depth = m_config.transformerDepth[level],
                               .contextWidth = m_config.contextWidth,
                               .groups = m_config.normGroups,
                               .linearProjection = m_config.linearProjection,
                               .onlyCrossAttention = onlyCrossAttention});
}

bool UNetBlocks::onlyCrossAttention(std::size_t level) const {
    return !m_config.onlyCrossAttention.empty() && m_config.onlyCrossAttention[level];
}

/// Cosines first, then sines, at the frequencies 10000^(−k/half); in fp32 until the first linear layer, since
/// bf16 cannot tell neighbouring timesteps apart. 6 is fp32 where the text can't name a dtype.
Layer UNetBlocks::timeEmbedding() const {
    const int width = m_config.blockOutChannels.front();
    const bool guided = m_config.guidanceWidth > 0;
    std::ostringstream text;
    text.precision(17);
    text << "def forward(self, timestep, like" << (guided ? ", guidance" : "") << "):\n"
         << "    k = torch.arange(" << width / 2 << ", dtype=6, device=timestep.device)\n"
         << "    angle = timestep.to(6).unsqueeze(1) * torch.exp(k * " << -std::log(10000.0) << " / "
         << width / 2 << ").unsqueeze(0)\n"
         << "    emb = torch.cat([torch.cos(angle), torch.sin(angle)], 1).to(like.dtype)\n"
         << (guided ? "    emb = emb + self.cond_proj.forward(guidance.to(like.dtype))\n" : "")
         << "    return self.linear_2.forward(torch.silu(self.linear_1.forward(emb)))\n";
    Layer layer{.kind = "TimeEmbedding", .parameters = {}, .children = {}, .forward = text.str()};
    layer.add("linear_1", linear(width, embeddingWidth()));
    if (guided)
        layer.add("cond_proj", linear(m_config.guidanceWidth, width, false));
    layer.add("linear_2", linear(embeddingWidth(), embeddingWidth()));
    return layer;
}

Layer UNetBlocks::vectorEmbedding() const {
    Layer layer{.kind = "VectorEmbedding",
                .parameters = {},
                .children = {},
                .forward = "def forward(self, y):\n"
                           "    return self.linear_2.forward(torch.silu(self.linear_1.forward(y)))\n"};
    layer.add("linear_1", linear(m_config.vectorWidth, embeddingWidth()));
    layer.add("linear_2", linear(embeddingWidth(), embeddingWidth()));
    return layer;
}

Layer UNetBlocks::downBlock(std::size_t level) const {
    const auto& channels = m_config.blockOutChannels;
    const int out = channels[level];
    std::vector<Layer> resnets;
    std::vector<Layer> attentions;
    std::string text = "def forward(self, x, emb, context) -> List[Tensor]:\n    states: List[Tensor] = []\n";
    for (int j = 0; j < m_config.layersPerBlock; ++j) {
        resnets.push_back(resnet(j > 0 ? out : channels[level > 0 ? level - 1 : 0], out));
        text += "    x = " + item("resnets", j) + ".forward(x, emb)\n";
        if (m_config.attention[level]) {
            attentions.push_back(transformer(level, onlyCrossAttention(level)));
            text += "    x = " + item("attentions", j) + ".forward(x, context)\n";
        }
        text += "    states.append(x)\n";
    }
    std::vector<Layer> downsamplers;
    if (level + 1 < levels()) {
        Layer downsampler{.kind = "Downsampler",
                          .parameters = {},
                          .children = {},
                          .forward = "def forward(self, x):\n    return self.conv.forward(x)\n"};
        downsamplers.push_back(downsampler.add("conv", convolution(out, out, 3, 2)));
        text += "    states.append(" + item("downsamplers", 0) + ".forward(x))\n";
    }
    Layer block{
        .kind = "DownBlock", .parameters = {}, .children = {}, .forward = text + "    return states\n"};
    block.addList("resnets", std::move(resnets));
    block.addList("attentions", std::move(attentions));
    block.addList("downsamplers", std::move(downsamplers));
    return block;
}

Layer UNetBlocks::midBlock() const {
    const int channels = m_config.blockOutChannels.back();
    Layer block{.kind = "MidBlock", .parameters = {}, .children = {}, .forward = {}};
    std::vector<Layer> resnets{resnet(channels, channels)};
    if (m_config.midAttention) {
        resnets.push_back(resnet(channels, channels));
        block.addList("attentions", {transformer(levels() - 1, false)});
    }
    block.addList("resnets", std::move(resnets));
    const auto method = [&](const std::string& name) {
        auto text =
            "def " + name + "(self, x, emb, context):\n    x = " + item("resnets", 0) + ".forward(x, emb)\n";
        if (m_config.midAttention)
            text += "    x = " + item("attentions", 0) + "." + name +
                    "(x, context)\n    x = " + item("resnets", 1) + ".forward(x, emb)\n";
        return text + "    return x\n";
    };
    block.forward = method("forward");
    if (m_config.midAttention)
        block.forward += method("perturbed");
    return block;
}

std::string UNetBlocks::inputs() const {
    std::string names = "self, sample, timestep, context";
    if (m_config.vectorWidth > 0 || m_config.classCount > 0)
        names += ", y";
    return m_config.guidanceWidth > 0 ? names + ", guidance" : names;
}

std::string UNetBlocks::embeddingText() const {
    std::string text = "    emb = self.time_embedding.forward(timestep, sample";
    text += m_config.guidanceWidth > 0 ? ", guidance)\n" : ")\n";
    if (m_config.classCount > 0)
        text += "    emb = emb + self.class_embedding.forward(y)\n";
    if (m_config.vectorWidth > 0)
        text += "    emb = emb + self.add_embedding.forward(y.to(emb.dtype))\n";
    return text;
}

std::string UNetBlocks::downText() const {
    std::string text = "    states = [x]\n";
    for (std::size_t i = 0; i < levels(); ++i)
        text += "    states += " + item("down_blocks", i) + ".forward(x, emb, context)\n    x = states[-1]\n";
    return text;
}

void UNetBlocks::addEmbeddings(Layer& network) const {
    network.add("conv_in", convolution(m_config.inChannels, m_config.blockOutChannels.front(), 3));
    network.add("time_embedding", timeEmbedding());
    if (m_config.classCount > 0)
        network.add("class_embedding", embedding(m_config.classCount, embeddingWidth()));
    if (m_config.vectorWidth > 0)
        network.add("add_embedding", vectorEmbedding());
}

void UNetBlocks::addDownBlocks(Layer& network) const {
    std::vector<Layer> downs;
    for (std::size_t i = 0; i < levels(); ++i)
        downs.push_back(downBlock(i));
    network.addList("down_blocks", std::move(downs));
}

} // namespace latentbrush::networks
