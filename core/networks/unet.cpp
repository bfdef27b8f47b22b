#include "networks/module_of.h"
#include "networks/networks.h"
#include "networks/resnet_block.h"
#include "networks/unet_blocks.h"

namespace latentbrush::networks {

namespace {

using catalogue::UNetConfig;

/// The whole of a UNet, under one config.
class UNetPlan {
public:
    explicit UNetPlan(const UNetConfig& config) : m_config(config), m_blocks(config) {}

    Layer network() const;

private:
    std::size_t levels() const { return m_blocks.levels(); }
    Layer upBlock(std::size_t index) const;
    std::string method(const std::string& name, const char* middle, bool controlled) const;
    std::string methods() const;

    const UNetConfig& m_config;
    UNetBlocks m_blocks;
};

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
        resnets.push_back(m_blocks.resnet((j > 0 ? out : before) + state, out));
        text += "    x = " + item("resnets", j) + ".forward(torch.cat([x, states.pop()], 1), emb)\n";
        if (m_config.attention[level]) {
            attentions.push_back(m_blocks.transformer(level, m_blocks.onlyCrossAttention(level)));
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

/// The middle sees the states as they are; only what the up path takes back is changed from outside.
std::string UNetPlan::method(const std::string& name, const char* middle, bool controlled) const {
    auto text = "def " + name + "(" + m_blocks.inputs() + (controlled ? ", residuals: List[Tensor]" : "") +
                "):\n" + m_blocks.embeddingText() + "    x = self.conv_in.forward(sample)\n" +
                m_blocks.downText() + "    x = self.mid_block." + middle + "(x, emb, context)\n";
    if (controlled)
        text += "    x = x + residuals[-1]\n"
                "    for i in range(len(states)):\n"
                "        states[i] = states[i] + residuals[i]\n";
    for (std::size_t i = 0; i < levels(); ++i)
        text += "    x = " + item("up_blocks", i) + ".forward(x, states, emb, context)\n";
    return text + "    return self.conv_out.forward(torch.silu(self.conv_norm_out.forward(x)))\n";
}

std::string UNetPlan::methods() const {
    auto text = method("forward", "forward", false) + method("controlled", "forward", true);
    if (m_config.midAttention)
        text += method("perturbed", "perturbed", false) + method("perturbed_controlled", "perturbed", true);
    return text;
}

Layer UNetPlan::network() const {
    const int first = m_config.blockOutChannels.front();
    std::vector<Layer> ups;
    for (std::size_t i = 0; i < levels(); ++i)
        ups.push_back(upBlock(i));
    Layer unet{.kind = "UNet", .parameters = {}, .children = {}, .forward = methods()};
    m_blocks.addEmbeddings(unet);
    m_blocks.addDownBlocks(unet);
    unet.add("mid_block", m_blocks.midBlock());
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
