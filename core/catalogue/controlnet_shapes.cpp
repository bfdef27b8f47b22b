#include "catalogue/controlnet_shapes.h"

#include "catalogue/family_facts.h"
#include "catalogue/ldm_shapes.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

constexpr std::size_t kMostLevels = 8;

Result<> needed(int edge, const std::string& name, const std::string& subject) {
    return edge > 0 ? Result<>() : failure(ErrorCode::TensorMissing, name, subject);
}

/// The way down under diffusers' names.
Result<UNetConfig> diffusersWayDown(const TensorTable& table, const std::string& subject) {
    UNetConfig config;
    const std::string middle = "mid_block.attentions.0.";
    const auto keys = middle + "transformer_blocks.0.attn2.to_k.weight";
    config.inChannels = edgeOf(table, "conv_in.weight", 1);
    config.contextWidth = edgeOf(table, keys, 1);
    config.vectorWidth = edgeOf(table, "add_embedding.linear_1.weight", 1);
    config.linearProjection = axesOf(table, middle + "proj_in.weight") == 2;
    config.layersPerBlock = lengthOf(table, "down_blocks.0.resnets.");
    const auto levels = static_cast<std::size_t>(lengthOf(table, "down_blocks."));
    config.blockOutChannels.clear();
    config.attention.clear();
    config.transformerDepth.clear();
    if (levels > kMostLevels)
        return failure(ErrorCode::UnsupportedModel, "controlnet: more than 8 levels", subject);
    for (std::size_t level = 0; level < levels; ++level) {
        const auto block = "down_blocks." + std::to_string(level) + ".";
        const auto convolution = block + "resnets.0.conv1.weight";
        if (const auto there = needed(edgeOf(table, convolution, 0), convolution, subject); !there)
            return failure(there);
        const int depth = lengthOf(table, block + "attentions.0.transformer_blocks.");
        config.blockOutChannels.push_back(edgeOf(table, convolution, 0));
        config.attention.push_back(depth > 0);
        config.transformerDepth.push_back(std::max(1, depth));
    }
    for (const auto& [edge, name] : {std::pair{config.inChannels, std::string("conv_in.weight")},
                                     {config.contextWidth, keys},
                                     {static_cast<int>(levels), "down_blocks.0.resnets.0.conv1.weight"}})
        if (const auto there = needed(edge, name, subject); !there)
            return failure(there);
    config.transformerDepth.back() = std::max(1, lengthOf(table, middle + "transformer_blocks."));
    config.heads.assign(levels, 1);
    return config;
}

/// Every second convolution of the hint's net makes it wider.
Result<std::vector<int>> hintWidthsOf(const TensorTable& table, bool ldm, const std::string& subject) {
    const std::string list = ldm ? "input_hint_block." : "controlnet_cond_embedding.";
    const auto layer = [&](int index) {
        if (ldm)
            return list + std::to_string(2 * index) + ".weight";
        return list + (index == 0 ? "conv_in" : "blocks." + std::to_string(index - 1)) + ".weight";
    };
    std::vector<int> widths;
    for (int index = 0; widths.size() < kMostLevels && edgeOf(table, layer(index), 0) > 0; index += 2)
        widths.push_back(edgeOf(table, layer(index), 0));
    if (widths.empty())
        return failure(ErrorCode::TensorMissing, layer(0), subject);
    return widths;
}

} // namespace

Result<ControlNetFile> controlNetFromShapes(const TensorTable& whole, const std::string& subject) {
    ControlNetFile file;
    if (hasPrefix(whole, "control_model."))
        file.prefix = "control_model.";
    const auto table = below(whole, file.prefix);
    file.ldm = hasPrefix(table, "input_hint_block.");
    auto hint = hintWidthsOf(table, file.ldm, subject);
    if (!hint)
        return failure(hint);
    file.config.hintWidths = std::move(*hint);
    const auto first = file.ldm ? "input_hint_block.0.weight" : "controlnet_cond_embedding.conv_in.weight";
    file.config.hintChannels = edgeOf(table, first, 1);
    auto unet = file.ldm ? wayDownFromShapes(table, subject) : diffusersWayDown(table, subject);
    if (!unet)
        return failure(unet);
    constexpr int kSd1ContextWidth = 768;
    setHeads(unet->contextWidth == kSd1ContextWidth ? Family::Sd1 : Family::Sd2, *unet);
    for (std::size_t level = 0; level < unet->heads.size(); ++level)
        if (unet->blockOutChannels[level] % unet->heads[level] != 0)
            return failure(ErrorCode::UnsupportedModel, "controlnet: width", subject);
    file.config.unet = std::move(*unet);
    return file;
}

} // namespace latentbrush::catalogue
