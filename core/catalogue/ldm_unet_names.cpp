#include "catalogue/controlnet_shapes.h"

namespace latentbrush::catalogue {

namespace {

std::string at(const std::string& list, int index) {
    return list + "." + std::to_string(index);
}

void addResidual(NameMap::Pairs& pairs, const std::string& ldm, const std::string& diffusers) {
    constexpr std::pair<const char*, const char*> kInside[] = {
        {".in_layers.0", ".norm1"},  {".in_layers.2", ".conv1"},  {".emb_layers.1", ".time_emb_proj"},
        {".out_layers.0", ".norm2"}, {".out_layers.3", ".conv2"}, {".skip_connection", ".conv_shortcut"}};
    for (const auto& [inLdm, inDiffusers] : kInside)
        pairs.emplace_back(ldm + inLdm, diffusers + inDiffusers);
}

void addBeginning(NameMap::Pairs& pairs, const UNetConfig& config) {
    pairs.insert(pairs.end(), {{"time_embed.0", "time_embedding.linear_1"},
                               {"time_embed.2", "time_embedding.linear_2"},
                               {"input_blocks.0.0", "conv_in"}});
    if (config.vectorWidth > 0)
        pairs.insert(pairs.end(), {{"label_emb.0.0", "add_embedding.linear_1"},
                                   {"label_emb.0.2", "add_embedding.linear_2"}});
    if (config.classCount > 0)
        pairs.emplace_back("label_emb", "class_embedding");
    if (config.guidanceWidth > 0)
        pairs.emplace_back("time_embed.cond_proj", "time_embedding.cond_proj");
}

void addDownPath(NameMap::Pairs& pairs, const UNetConfig& config) {
    const int levels = static_cast<int>(config.blockOutChannels.size());
    int input = 1;
    for (int level = 0; level < levels; ++level) {
        const auto block = at("down_blocks", level);
        for (int layer = 0; layer < config.layersPerBlock; ++layer, ++input) {
            addResidual(pairs, at("input_blocks", input) + ".0", at(block + ".resnets", layer));
            if (config.attention[static_cast<std::size_t>(level)])
                pairs.emplace_back(at("input_blocks", input) + ".1", at(block + ".attentions", layer));
        }
        if (level + 1 < levels)
            pairs.emplace_back(at("input_blocks", input++) + ".0.op", block + ".downsamplers.0.conv");
    }
}

void addMiddle(NameMap::Pairs& pairs, const UNetConfig& config) {
    addResidual(pairs, "middle_block.0", "mid_block.resnets.0");
    if (config.midAttention)
        pairs.emplace_back("middle_block.1", "mid_block.attentions.0");
    addResidual(pairs, config.midAttention ? "middle_block.2" : "middle_block.1", "mid_block.resnets.1");
}

void addUpPath(NameMap::Pairs& pairs, const UNetConfig& config) {
    const int levels = static_cast<int>(config.blockOutChannels.size());
    int output = 0;
    for (int up = 0; up < levels; ++up) {
        const auto block = at("up_blocks", up);
        const bool attention = config.attention[static_cast<std::size_t>(levels - 1 - up)];
        for (int layer = 0; layer <= config.layersPerBlock; ++layer, ++output) {
            const auto ldm = at("output_blocks", output);
            addResidual(pairs, ldm + ".0", at(block + ".resnets", layer));
            if (attention)
                pairs.emplace_back(ldm + ".1", at(block + ".attentions", layer));
            if (layer == config.layersPerBlock && up + 1 < levels)
                pairs.emplace_back(ldm + (attention ? ".2.conv" : ".1.conv"), block + ".upsamplers.0.conv");
        }
    }
}

} // namespace

NameMap ldmUNetNames(const UNetConfig& config) {
    NameMap::Pairs pairs;
    addBeginning(pairs, config);
    pairs.insert(pairs.end(), {{"out.0", "conv_norm_out"}, {"out.2", "conv_out"}});
    addDownPath(pairs, config);
    addMiddle(pairs, config);
    addUpPath(pairs, config);
    return NameMap(std::move(pairs));
}

NameMap ldmControlNetNames(const ControlNetConfig& config) {
    NameMap::Pairs pairs;
    addBeginning(pairs, config.unet);
    addDownPath(pairs, config.unet);
    addMiddle(pairs, config.unet);
    const int levels = static_cast<int>(config.unet.blockOutChannels.size());
    const int states = levels * (config.unet.layersPerBlock + 1);
    for (int state = 0; state < states; ++state)
        pairs.emplace_back(at("zero_convs", state) + ".0", at("controlnet_down_blocks", state));
    pairs.emplace_back("middle_block_out.0", "controlnet_mid_block");
    // Activations have numbers too in CompVis's row.
    const int blocks = 2 * (static_cast<int>(config.hintWidths.size()) - 1);
    pairs.emplace_back("input_hint_block.0", "controlnet_cond_embedding.conv_in");
    for (int block = 0; block < blocks; ++block)
        pairs.emplace_back(at("input_hint_block", 2 * (block + 1)),
                           at("controlnet_cond_embedding.blocks", block));
    pairs.emplace_back(at("input_hint_block", 2 * (blocks + 1)), "controlnet_cond_embedding.conv_out");
    return NameMap(std::move(pairs));
}

} // namespace latentbrush::catalogue
