#include "networks/resnet_block.h"

namespace latentbrush::networks {

Layer resnetBlock(int in, int out, int embedding, int groups, double epsilon) {
    const bool timed = embedding > 0;
    Layer block{.kind = "ResnetBlock", .parameters = {}, .children = {}, .forward = {}};
    block.add("norm1", groupNorm(in, groups, epsilon));
    block.add("conv1", convolution(in, out, 3));
    if (timed)
        block.add("time_emb_proj", linear(embedding, out));
    block.add("norm2", groupNorm(out, groups, epsilon));
    block.add("conv2", convolution(out, out, 3));
    if (in != out)
        block.add("conv_shortcut", convolution(in, out, 1));

    block.forward = timed ? "def forward(self, x, emb):\n" : "def forward(self, x):\n";
    block.forward += "    h = self.conv1.forward(torch.silu(self.norm1.forward(x)))\n";
    if (timed)
        block.forward +=
            "    h = h + self.time_emb_proj.forward(torch.silu(emb)).unsqueeze(-1).unsqueeze(-1)\n";
    block.forward += "    h = self.conv2.forward(torch.silu(self.norm2.forward(h)))\n";
    block.forward += in != out ? "    return self.conv_shortcut.forward(x) + h\n" : "    return x + h\n";
    return block;
}

Layer upsampler(int channels) {
    Layer layer{.kind = "Upsampler",
                .parameters = {},
                .children = {},
                .forward = "def forward(self, x, size: List[int]):\n"
                           "    return self.conv.forward(torch.upsample_nearest2d(x, size))\n"};
    layer.add("conv", convolution(channels, channels, 3));
    return layer;
}

} // namespace latentbrush::networks
