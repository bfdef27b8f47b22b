#include "catalogue/configs_json.h"
#include "catalogue/required_values.h"
#include "catalogue/unet_fields.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

constexpr int kWidest = 1 << 16;

void requireMirroredUpPath(JsonFields& fields, const UNetConfig& config) {
    const auto levels = config.attention.size();
    const auto across = [&](std::size_t index) -> bool { return config.attention[levels - 1 - index]; };
    std::vector<std::string> classDefault;
    const auto usual = UNetConfig().attention;
    for (std::size_t index = 0; index < usual.size(); ++index)
        classDefault.emplace_back(usual[usual.size() - 1 - index] ? kUpWithAttention : kUp);
    const auto ups = blockKinds(fields, "up_block_types", levels, classDefault);
    for (std::size_t index = 0; index < levels; ++index)
        if (ups[index] != (across(index) ? kUpWithAttention : kUp))
            fields.unsupported("unet: up_block_types = " + ups[index] + " across from " +
                               (across(index) ? kDownWithAttention : kDown));
}

int sampleSizeOf(JsonFields& fields) {
    const auto* value = fields.find("sample_size");
    if (!value || !value->is_array())
        return fields.integer("sample_size", UNetConfig().sampleSize, 1, kWidest);
    const auto both = fields.integers("sample_size", 1, 2, 1, kWidest);
    return std::max(both[0], both[1]);
}

} // namespace

Result<UNetConfig> unetFromJson(const json& value, const std::string& subject) {
    Fault fault;
    JsonFields fields(value, subject, fault);
    requireValues(fields, "unet", {{"_class_name", "UNet2DConditionModel"}, {"conv_out_kernel", 3}});
    auto config = readWayDown(fields, "unet");
    requireMirroredUpPath(fields, config);
    config.outChannels = fields.integer("out_channels", 4, 1, kWidest);
    config.sampleSize = sampleSizeOf(fields);
    if (fault)
        return tl::unexpected(*fault);
    return config;
}

json toJson(const UNetConfig& config) {
    json downs = json::array();
    json ups = json::array();
    for (std::size_t level = 0; level < config.attention.size(); ++level) {
        downs.push_back(config.attention[level] ? kDownWithAttention : kDown);
        ups.push_back(config.attention[config.attention.size() - 1 - level] ? kUpWithAttention : kUp);
    }
    json value = {{"_class_name", "UNet2DConditionModel"},
                  {"in_channels", config.inChannels},
                  {"out_channels", config.outChannels},
                  {"block_out_channels", config.blockOutChannels},
                  {"down_block_types", std::move(downs)},
                  {"up_block_types", std::move(ups)},
                  {"mid_block_type", config.midAttention ? kMidWithAttention : kMid},
                  {"layers_per_block", config.layersPerBlock},
                  {"transformer_layers_per_block", config.transformerDepth},
                  {"attention_head_dim", config.heads},
                  {"cross_attention_dim", config.contextWidth},
                  {"use_linear_projection", config.linearProjection},
                  {"norm_num_groups", config.normGroups},
                  {"norm_eps", config.normEpsilon},
                  {"sample_size", config.sampleSize}};
    if (!config.onlyCrossAttention.empty())
        value["only_cross_attention"] = config.onlyCrossAttention;
    if (config.vectorWidth > 0)
        value.update({{"addition_embed_type", "text_time"},
                      {"addition_time_embed_dim", 256},
                      {"projection_class_embeddings_input_dim", config.vectorWidth}});
    if (config.classCount > 0)
        value["num_class_embeds"] = config.classCount;
    if (config.guidanceWidth > 0)
        value["time_cond_proj_dim"] = config.guidanceWidth;
    return value;
}

} // namespace latentbrush::catalogue
