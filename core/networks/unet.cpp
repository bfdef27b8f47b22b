#include "networks/module_of.h"
#include "networks/networks.h"
#include "networks/resnet_block.h"
#include "networks/unet_blocks.h"

namespace latentbrush::networks {

namespace {

using catalogue::UNetConfig;

constexpr std::size_t kFreeULevels = 2;

/// The whole of a UNet, under one config.
class UNetPlan {
public:
    explicit UNetPlan(const UNetConfig& config) : m_config(config), m_blocks(config) {}

    Layer network() const;

private:
    std::size_t levels() const { return m_blocks.levels(); }
    std::string upText(std::size_t level, bool freeU) const;
    Layer upBlock(std::size_t index) const;
    std::string method(const char* middle, bool controlled, bool freeU) const;
    std::string methods() const;

    const UNetConfig& m_config;
    UNetBlocks m_blocks;
};

/// FreeU (formats.md 9): half of the channels from below times `backbone`; of the state from the side the
/// frequencies 0 and −1 along both edges times `skip`, in fp32 as half precision's FFT knows few sizes.
constexpr const char* kFreeUText =
    "def strengthened(self, x, backbone: float):\n"
    "    half = x.size(1) // 2\n"
    "    return torch.cat([x[:, :half] * backbone, x[:, half:]], 1)\n"
    "def weakened(self, state, skip: float):\n"
    "    rows = torch.zeros([state.size(2), 1], dtype=6, device=state.device)\n"
    "    columns = torch.zeros([1, state.size(3)], dtype=6, device=state.device)\n"
    "    rows[0] = 1\n"
    "    rows[-1] = 1\n"
    "    columns[:, 0] = 1\n"
    "    columns[:, -1] = 1\n"
    "    factors = 1 + (skip - 1) * (rows * columns)\n"
    "    return torch.real(torch.fft_ifft2(torch.fft_fft2(state.to(6)) * factors)).to(state.dtype)\n";

/// Takes its states off the end of the list. A level that was odd before it was halved comes back to the size
/// of the next state.
std::string UNetPlan::upText(std::size_t level, bool freeU) const {
    std::string text = freeU ? "def free_u(self, x, states: List[Tensor], emb, context, backbone: float, "
                               "skip: float):\n"
                             : "def forward(self, x, states: List[Tensor], emb, context):\n";
    const std::string both =
        freeU ? "[self.strengthened(x, backbone), self.weakened(states.pop(), skip)]" : "[x, states.pop()]";
    for (int j = 0; j <= m_config.layersPerBlock; ++j) {
        text += "    x = " + item("resnets", j) + ".forward(torch.cat(" + both + ", 1), emb)\n";
        if (m_config.attention[level])
            text += "    x = " + item("attentions", j) + ".forward(x, context)\n";
    }
    if (level > 0)
        text += "    next = states[-1]\n    x = " + item("upsamplers", 0) +
                ".forward(x, [next.size(2), next.size(3)])\n";
    return text + "    return x\n";
}

Layer UNetPlan::upBlock(std::size_t index) const {
    const auto& channels = m_config.blockOutChannels;
    const std::size_t level = levels() - 1 - index;
    const int out = channels[level];
    const int before = channels[level + (index > 0 ? 1 : 0)];
    const int below = channels[level > 0 ? level - 1 : 0];
    std::vector<Layer> resnets;
    std::vector<Layer> attentions;
    for (int j = 0; j <= m_config.layersPerBlock; ++j) {
        const int state = j < m_config.layersPerBlock ? out : below;
        resnets.push_back(m_blocks.resnet((j > 0 ? out : before) + state, out));
        if (m_config.attention[level])
            attentions.push_back(m_blocks.transformer(level, m_blocks.onlyCrossAttention(level)));
    }
    std::vector<Layer> upsamplers;
    if (level > 0)
        upsamplers.push_back(upsampler(out));
    Layer block{.kind = "UpBlock", .parameters = {}, .children = {}, .forward = upText(level, false)};
    if (index < kFreeULevels)
        block.forward += kFreeUText + upText(level, true);
    block.addList("resnets", std::move(resnets));
    block.addList("attentions", std::move(attentions));
    block.addList("upsamplers", std::move(upsamplers));
    return block;
}

/// The middle sees the states as they are; only what the up path takes back is changed from outside.
std::string UNetPlan::method(const char* middle, bool controlled, bool freeU) const {
    const bool perturbed = std::string_view(middle) == "perturbed";
    const std::string name = perturbed && controlled ? "perturbed_controlled"
                             : controlled            ? "controlled"
                                                     : middle;
    auto text = "def " + name + (freeU ? "_free_u" : "") + "(" + m_blocks.inputs() +
                (controlled ? ", residuals: List[Tensor]" : "") + (freeU ? ", factors: List[float]" : "") +
                "):\n" + m_blocks.embeddingText() + "    x = self.conv_in.forward(sample)\n" +
                m_blocks.downText() + "    x = self.mid_block." + middle + "(x, emb, context)\n";
    if (controlled)
        text += "    x = x + residuals[-1]\n"
                "    for i in range(len(states)):\n"
                "        states[i] = states[i] + residuals[i]\n";
    for (std::size_t i = 0; i < levels(); ++i) {
        const auto stage = std::to_string(2 * i);
        const bool strengthened = freeU && i < kFreeULevels;
        text += "    x = " + item("up_blocks", i) +
                (strengthened ? ".free_u(x, states, emb, context, factors[" + stage + "], factors[" + stage +
                                    " + 1])\n"
                              : ".forward(x, states, emb, context)\n");
    }
    return text + "    return self.conv_out.forward(torch.silu(self.conv_norm_out.forward(x)))\n";
}

std::string UNetPlan::methods() const {
    std::string text;
    for (const bool freeU : {false, true})
        for (const bool controlled : {false, true}) {
            text += method("forward", controlled, freeU);
            if (m_config.midAttention)
                text += method("perturbed", controlled, freeU);
        }
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

torch::jit::Module buildUNet(const UNetConfig& config, Parameters parameters) {
    return moduleOf(UNetPlan(config).network(), parameters);
}

std::map<std::string, Shape> unetShapes(const UNetConfig& config) {
    return shapesOf(UNetPlan(config).network());
}

} // namespace latentbrush::networks
