#include "networks/vae_mid_block.h"

#include "networks/attention.h"
#include "networks/resnet_block.h"

namespace latentbrush::networks {

Layer vaeResnet(const catalogue::VaeConfig& config, int in, int out) {
    return resnetBlock(in, out, 0, config.normGroups, kVaeNormEpsilon);
}

Layer vaeMidBlock(const catalogue::VaeConfig& config) {
    const int channels = config.blockOutChannels.back();
    Layer block{.kind = "VaeMidBlock", .parameters = {}, .children = {}, .forward = {}};
    block.addList("resnets", {vaeResnet(config, channels, channels), vaeResnet(config, channels, channels)});
    block.forward = "def forward(self, x):\n    x = " + item("resnets", 0) + ".forward(x)\n";
    if (config.midAttention) {
        block.addList("attentions", {pixelAttention(channels, config.normGroups)});
        block.forward += "    x = " + item("attentions", 0) + ".forward(x)\n";
    }
    block.forward += "    return " + item("resnets", 1) + ".forward(x)\n";
    return block;
}

} // namespace latentbrush::networks
