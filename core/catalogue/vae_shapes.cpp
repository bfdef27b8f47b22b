#include "catalogue/ldm_shapes.h"

namespace latentbrush::catalogue {

namespace {

/// How one layout spells an encoder's levels, their residual blocks and the attention in the middle.
struct Spelling {
    std::string levels;
    std::string blocks;
    std::string attention;
    std::string middle;
};

Spelling spellingOf(const TensorTable& table) {
    if (hasPrefix(table, "encoder.down_blocks."))
        return {"encoder.down_blocks.", ".resnets.", ".attentions.", "encoder.mid_block.attentions.0."};
    return {"encoder.down.", ".block.", ".attn.", "encoder.mid.attn_1."};
}

} // namespace

Result<VaeConfig> vaeFromShapes(const TensorTable& table, const std::string& subject) {
    if (hasPrefix(table, "quantize."))
        return failure(ErrorCode::UnsupportedModel, "vae: VQModel", subject);
    const auto spelling = spellingOf(table);
    VaeConfig config;
    config.blockOutChannels.clear();
    config.imageChannels = edgeOf(table, "encoder.conv_in.weight", 1);
    config.latentChannels = edgeOf(table, "decoder.conv_in.weight", 1);
    for (const auto* name : {"encoder.conv_in.weight", "decoder.conv_in.weight"})
        if (edgeOf(table, name, 1) == 0)
            return failure(ErrorCode::TensorMissing, name, subject);
    const int levels = lengthOf(table, spelling.levels);
    for (int level = 0; level < levels; ++level) {
        const auto at = spelling.levels + std::to_string(level);
        const int blocks = lengthOf(table, at + spelling.blocks);
        const auto convolution = at + spelling.blocks + "0.conv1.weight";
        if (edgeOf(table, convolution, 0) == 0)
            return failure(ErrorCode::TensorMissing, convolution, subject);
        if (hasPrefix(table, at + spelling.attention))
            return failure(ErrorCode::UnsupportedModel, "vae: attention in its levels", subject);
        if (level > 0 && blocks != config.layersPerBlock)
            return failure(ErrorCode::UnsupportedModel, "vae: levels of different length", subject);
        config.layersPerBlock = blocks;
        config.blockOutChannels.push_back(edgeOf(table, convolution, 0));
    }
    constexpr int kMostLevels = 8;
    if (levels == 0)
        return failure(ErrorCode::TensorMissing, spelling.levels + "0" + spelling.blocks + "0.conv1.weight",
                       subject);
    if (levels > kMostLevels)
        return failure(ErrorCode::UnsupportedModel, "vae: more than 8 levels", subject);
    config.midAttention = hasPrefix(table, spelling.middle);
    config.quantConv = hasPrefix(table, "quant_conv.");
    config.postQuantConv = hasPrefix(table, "post_quant_conv.");
    return config;
}

} // namespace latentbrush::catalogue
