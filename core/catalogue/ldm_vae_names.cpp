#include "catalogue/ldm_names.h"

namespace latentbrush::catalogue {

namespace {

std::string at(const std::string& list, int index) {
    return list + "." + std::to_string(index);
}

void addResidual(NameMap::Pairs& pairs, const std::string& ldm, const std::string& diffusers) {
    constexpr std::pair<const char*, const char*> kInside[] = {{".norm1", ".norm1"},
                                                               {".conv1", ".conv1"},
                                                               {".norm2", ".norm2"},
                                                               {".conv2", ".conv2"},
                                                               {".nin_shortcut", ".conv_shortcut"}};
    for (const auto& [inLdm, inDiffusers] : kInside)
        pairs.emplace_back(ldm + inLdm, diffusers + inDiffusers);
}

void addEndsAndMiddle(NameMap::Pairs& pairs, const std::string& half, bool attention) {
    pairs.insert(pairs.end(), {{half + ".conv_in", half + ".conv_in"},
                               {half + ".norm_out", half + ".conv_norm_out"},
                               {half + ".conv_out", half + ".conv_out"}});
    addResidual(pairs, half + ".mid.block_1", half + ".mid_block.resnets.0");
    addResidual(pairs, half + ".mid.block_2", half + ".mid_block.resnets.1");
    if (!attention)
        return;
    constexpr std::pair<const char*, const char*> kInside[] = {{".norm", ".group_norm"},
                                                               {".q", ".to_q"},
                                                               {".k", ".to_k"},
                                                               {".v", ".to_v"},
                                                               {".proj_out", ".to_out.0"}};
    for (const auto& [inLdm, inDiffusers] : kInside)
        pairs.emplace_back(half + ".mid.attn_1" + inLdm, half + ".mid_block.attentions.0" + inDiffusers);
}

void addLevels(NameMap::Pairs& pairs, const VaeConfig& config) {
    const int levels = static_cast<int>(config.blockOutChannels.size());
    for (int level = 0; level < levels; ++level) {
        const auto down = at("encoder.down", level);
        const auto downBlock = at("encoder.down_blocks", level);
        for (int layer = 0; layer < config.layersPerBlock; ++layer)
            addResidual(pairs, at(down + ".block", layer), at(downBlock + ".resnets", layer));
        if (level + 1 < levels)
            pairs.emplace_back(down + ".downsample.conv", downBlock + ".downsamplers.0.conv");
        const auto up = at("decoder.up", level);
        const auto upBlock = at("decoder.up_blocks", levels - 1 - level);
        for (int layer = 0; layer <= config.layersPerBlock; ++layer)
            addResidual(pairs, at(up + ".block", layer), at(upBlock + ".resnets", layer));
        if (level > 0)
            pairs.emplace_back(up + ".upsample.conv", upBlock + ".upsamplers.0.conv");
    }
}

} // namespace

NameMap ldmVaeNames(const VaeConfig& config) {
    NameMap::Pairs pairs;
    for (const std::string half : {"encoder", "decoder"})
        addEndsAndMiddle(pairs, half, config.midAttention);
    addLevels(pairs, config);
    if (config.quantConv)
        pairs.emplace_back("quant_conv", "quant_conv");
    if (config.postQuantConv)
        pairs.emplace_back("post_quant_conv", "post_quant_conv");
    return NameMap(std::move(pairs));
}

} // namespace latentbrush::catalogue
