#include "networks/attention.h"
#include "networks/module_of.h"
#include "networks/networks.h"
#include "networks/resnet_block.h"

#include <cmath>
#include <sstream>

namespace latentbrush::networks {

namespace {

using catalogue::UNetConfig;

/// The parts of a UNet that repeat, under one config.
class UNetPlan {
public:
    explicit UNetPlan(const UNetConfig& config) : m_config(config) {}

    Layer network() const;

private:
    std::size_t levels() const { return m_config.blockOutChannels.size(); }
    int embeddingWidth() const { return 4 * m_config.blockOutChannels.front(); }

    Layer resnet(int in, int out) const {
        return resnetBlock(in, out, embeddingWidth(), m_config.normGroups, m_config.normEpsilon);
    }
    Layer transformer(std::size_t level) const;
    Layer timeEmbedding() const;
    Layer downBlock(std::size_t level) const;
    Layer midBlock() const;
    Layer upBlock(std::size_t index) const;
    std::string forward() const;

    const UNetConfig& m_config;
};

Layer UNetPlan::transformer(std::size_t level) const {
    return spatialTransformer({.channels = m_config.blockOutChannels[level],
                               .heads = m_config.heads[level],
                               .depth = m_config.transformerDepth[level],
                               .contextWidth = m_config.contextWidth,
                               .groups = m_config.normGroups,
                               .linearProjection = m_config.linearProjection});
}

/// Cosines first, then sines, at the frequencies 10000^(−k/half); in fp32 until the first linear layer, since
/// bf16 cannot tell neighbouring timesteps apart. 6 is fp32 where the text can't name a dtype.
Layer UNetPlan::timeEmbedding() const {
    const int width = m_config.blockOutChannels.front();
    std::ostringstream text;
    text.precision(17);
    text << "def forward(self, timestep, like):\n"
         << "    k = torch.arange(" << width / 2 << ", dtype=6, device=timestep.device)\n"
         << "    angle = timestep.to(6).unsqueeze(1) * torch.exp(k * " << -std::log(10000.0) << " / "
         << width / 2 << ").unsqueeze(0)\n"
         << "    emb = torch.cat([torch.cos(angle), torch.sin(angle)], 1).to(like.dtype)\n"
         << "    return self.linear_2.forward(torch.silu(self.linear_1.forward(emb)))\n";
    Layer layer{.kind = "TimeEmbedding", .parameters = {}, .children = {}, .forward = text.str()};
    layer.add("linear_1", linear(width, embeddingWidth()));
    layer.add("linear_2", linear(embeddingWidth(), embeddingWidth()));
    return layer;
}

/// Gives the states that the up path takes back, oldest first; the last one goes on downwards.
Layer UNetPlan::downBlock(std::size_t level) const {
    const auto& channels = m_config.blockOutChannels;
    const int out = channels[level];
    std::vector<Layer> resnets;
    std::vector<Layer> attentions;
    std::string text = "def forward(self, x, emb, context) -> List[Tensor]:\n    states: List[Tensor] = []\n";
    for (int j = 0; j < m_config.layersPerBlock; ++j) {
        resnets.push_back(resnet(j > 0 ? out : channels[level > 0 ? level - 1 : 0], out));
        text += "    x = " + item("resnets", j) + ".forward(x, emb)\n";
        if (m_config.attention[level]) {
            attentions.push_back(transformer(level));
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

/// Without attention it is a single residual block (diffusers' UNetMidBlock2D of a conditional UNet).
Layer UNetPlan::midBlock() const {
    const int channels = m_config.blockOutChannels.back();
    Layer block{.kind = "MidBlock", .parameters = {}, .children = {}, .forward = {}};
    block.forward =
        "def forward(self, x, emb, context):\n    x = " + item("resnets", 0) + ".forward(x, emb)\n";
    std::vector<Layer> resnets{resnet(channels, channels)};
    if (m_config.midAttention) {
        resnets.push_back(resnet(channels, channels));
        block.addList("attentions", {transformer(levels() - 1)});
        block.forward += "    x = " + item("attentions", 0) + ".forward(x, context)\n";
        block.forward += "    x = " + item("resnets", 1) + ".forward(x, emb)\n";
    }
    block.addList("resnets", std::move(resnets));
    block.forward += "    return x\n";
    return block;
}

/// Takes its states off the end of the list. A level that was odd before it was halved comes back to the size
/// of the next state.
Layer UNetPlan::upBlock(std::size_t index) const {
    const auto& channels = m_config.blockOutChannels;
    const std::size_t level = levels() - 1 - index;
    const int out = channels[level];
    const int before = channels[level + (index > 0 ? 1 : 0)];
    const int below = channels[level > 0 ? level - 1 : 0];
    std::vector<Layer> resnets;
    std::vector<Layer> attentions;
    std::string text = "def forward(self, x, states: List[Tensor], emb, context):\n";
    for (int j = 0; j <= m_config.layersPerBlock; ++j) {
        const int state = j < m_config.layersPerBlock ? out : below;
        resnets.push_back(resnet((j > 0 ? out : before) + state, out));
        text += "    x = " + item("resnets", j) + ".forward(torch.cat([x, states.pop()], 1), emb)\n";
        if (m_config.attention[level]) {
            attentions.push_back(transformer(level));
            text += "    x = " + item("attentions", j) + ".forward(x, context)\n";
        }
    }
    std::vector<Layer> upsamplers;
    if (level > 0) {
        upsamplers.push_back(upsampler(out));
        text += "    next = states[-1]\n    x = " + item("upsamplers", 0) +
                ".forward(x, [next.size(2), next.size(3)])\n";
    }
    Layer block{.kind = "UpBlock", .parameters = {}, .children = {}, .forward = text + "    return x\n"};
    block.addList("resnets", std::move(resnets));
    block.addList("attentions", std::move(attentions));
    block.addList("upsamplers", std::move(upsamplers));
    return block;
}

std::string UNetPlan::forward() const {
    std::string text = "def forward(self, sample, timestep, context):\n"
                       "    emb = self.time_embedding.forward(timestep, sample)\n"
                       "    x = self.conv_in.forward(sample)\n"
                       "    states = [x]\n";
    for (std::size_t i = 0; i < levels(); ++i)
        text += "    states += " + item("down_blocks", i) + ".forward(x, emb, context)\n    x = states[-1]\n";
    text += "    x = self.mid_block.forward(x, emb, context)\n";
    for (std::size_t i = 0; i < levels(); ++i)
        text += "    x = " + item("up_blocks", i) + ".forward(x, states, emb, context)\n";
    return text + "    return self.conv_out.forward(torch.silu(self.conv_norm_out.forward(x)))\n";
}

Layer UNetPlan::network() const {
    const int first = m_config.blockOutChannels.front();
    std::vector<Layer> downs;
    std::vector<Layer> ups;
    for (std::size_t i = 0; i < levels(); ++i) {
        downs.push_back(downBlock(i));
        ups.push_back(upBlock(i));
    }
    Layer unet{.kind = "UNet", .parameters = {}, .children = {}, .forward = forward()};
    unet.add("conv_in", convolution(m_config.inChannels, first, 3));
    unet.add("time_embedding", timeEmbedding());
    unet.addList("down_blocks", std::move(downs));
    unet.add("mid_block", midBlock());
    unet.addList("up_blocks", std::move(ups));
    unet.add("conv_norm_out", groupNorm(first, m_config.normGroups, m_config.normEpsilon));
    unet.add("conv_out", convolution(first, m_config.outChannels, 3));
    return unet;
}

} // namespace

torch::jit::Module buildUNet(const UNetConfig& config) {
    return moduleOf(UNetPlan(config).network());
}

std::map<std::string, Shape> unetShapes(const UNetConfig& config) {
    return shapesOf(UNetPlan(config).network());
}

} // namespace latentbrush::networks
