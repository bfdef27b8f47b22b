#include "catalogue/configs_json.h"
#include "catalogue/required_values.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

constexpr int kWidest = 1 << 16;
constexpr int kDeepest = 64;
constexpr const char* kDownWithAttention = "CrossAttnDownBlock2D";
constexpr const char* kDown = "DownBlock2D";
constexpr const char* kUpWithAttention = "CrossAttnUpBlock2D";
constexpr const char* kUp = "UpBlock2D";
constexpr const char* kMidWithAttention = "UNetMidBlock2DCrossAttn";
constexpr const char* kMid = "UNetMidBlock2D";

std::vector<bool> attentionOf(JsonFields& fields, std::size_t levels) {
    const auto classDefault = UNetConfig().attention;
    std::vector<std::string> downs;
    std::vector<std::string> ups;
    for (std::size_t level = 0; level < classDefault.size(); ++level) {
        downs.emplace_back(classDefault[level] ? kDownWithAttention : kDown);
        ups.emplace_back(classDefault[classDefault.size() - 1 - level] ? kUpWithAttention : kUp);
    }
    downs = blockKinds(fields, "down_block_types", levels, downs);
    ups = blockKinds(fields, "up_block_types", levels, ups);
    std::vector<bool> attention;
    for (std::size_t level = 0; level < levels; ++level) {
        attention.push_back(downs[level] == kDownWithAttention);
        if (!attention.back() && downs[level] != kDown)
            fields.unsupported("unet: down_block_types = " + downs[level]);
        const auto& up = ups[levels - 1 - level];
        if (up != (attention.back() ? kUpWithAttention : kUp))
            fields.unsupported("unet: up_block_types = " + up + " across from " + downs[level]);
    }
    return attention;
}

bool midAttentionOf(JsonFields& fields) {
    // Null is no mid block at all, absent is the class default.
    const auto kind = fields.text("mid_block_type", kMidWithAttention);
    if (fields.isNull("mid_block_type") || (kind != kMidWithAttention && kind != kMid))
        fields.unsupported("unet: mid_block_type = " + (fields.isNull("mid_block_type") ? "null" : kind));
    return kind == kMidWithAttention;
}

/// One number, or a list in which all are the same.
int sameOnEachLevel(JsonFields& fields, const char* key, int otherwise, std::size_t levels, int most) {
    const auto numbers = fields.integers(key, otherwise, levels, 1, most);
    if (std::ranges::any_of(numbers, [&](int n) { return n != numbers.front(); }))
        fields.unsupported(std::string("unet: ") + key + " differs from level to level");
    return numbers.front();
}

int sampleSizeOf(JsonFields& fields) {
    const auto* value = fields.find("sample_size");
    if (!value || !value->is_array())
        return fields.integer("sample_size", UNetConfig().sampleSize, 1, kWidest);
    const auto both = fields.integers("sample_size", 1, 2, 1, kWidest);
    return std::max(both[0], both[1]);
}

void checkHeads(JsonFields& fields, const UNetConfig& config) {
    for (std::size_t level = 0; level < config.heads.size(); ++level)
        if (config.attention[level] && config.blockOutChannels[level] % config.heads[level] != 0)
            fields.malformed("attention_head_dim", "width " + std::to_string(config.blockOutChannels[level]) +
                                                       " is no multiple of " +
                                                       std::to_string(config.heads[level]) + " heads");
    if (config.midAttention && config.blockOutChannels.back() % config.heads.back() != 0)
        fields.malformed("attention_head_dim", "the mid block's width is no multiple of its heads");
    if (config.blockOutChannels.front() % 2 != 0)
        fields.malformed("block_out_channels", "the first level's width is odd");
}

void requireKnownBuild(JsonFields& fields) {
    requireValues(fields, "unet",
                  {{"_class_name", "UNet2DConditionModel"},
                   {"act_fn", "silu"},
                   {"addition_embed_type", nullptr},
                   {"attention_type", "default"},
                   {"center_input_sample", false},
                   {"class_embed_type", nullptr},
                   {"class_embeddings_concat", false},
                   {"conv_in_kernel", 3},
                   {"conv_out_kernel", 3},
                   {"cross_attention_norm", nullptr},
                   {"downsample_padding", 1},
                   {"dual_cross_attention", false},
                   {"encoder_hid_dim", nullptr},
                   {"encoder_hid_dim_type", nullptr},
                   {"flip_sin_to_cos", true},
                   {"freq_shift", 0},
                   {"mid_block_only_cross_attention", false},
                   {"mid_block_scale_factor", 1},
                   {"num_class_embeds", nullptr},
                   {"only_cross_attention", false},
                   {"projection_class_embeddings_input_dim", nullptr},
                   {"resnet_out_scale_factor", 1.0},
                   {"resnet_skip_time_act", false},
                   {"resnet_time_scale_shift", "default"},
                   {"reverse_transformer_layers_per_block", nullptr},
                   {"time_cond_proj_dim", nullptr},
                   {"time_embedding_act_fn", nullptr},
                   {"time_embedding_dim", nullptr},
                   {"time_embedding_type", "positional"},
                   {"timestep_post_act", nullptr}});
}

} // namespace

Result<UNetConfig> unetFromJson(const json& value, const std::string& subject) {
    Fault fault;
    JsonFields fields(value, subject, fault);
    requireKnownBuild(fields);
    UNetConfig config;
    config.inChannels = fields.integer("in_channels", 4, 1, kWidest);
    config.outChannels = fields.integer("out_channels", 4, 1, kWidest);
    config.normGroups = fields.integer("norm_num_groups", 32, 1, kWidest);
    config.normEpsilon = fields.number("norm_eps", 1e-5);
    config.blockOutChannels = levelWidths(fields, config.blockOutChannels, config.normGroups);
    const auto levels = config.blockOutChannels.size();
    config.attention = attentionOf(fields, levels);
    config.midAttention = midAttentionOf(fields);
    config.layersPerBlock = sameOnEachLevel(fields, "layers_per_block", 2, levels, kDeepest);
    config.transformerDepth = fields.integers("transformer_layers_per_block", 1, levels, 1, kDeepest);
    const auto* heads = fields.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
    config.heads = fields.integers(heads, 8, levels, 1, kWidest);
    config.contextWidth = sameOnEachLevel(fields, "cross_attention_dim", 1280, levels, kWidest);
    config.linearProjection = fields.boolean("use_linear_projection", false);
    config.sampleSize = sampleSizeOf(fields);
    checkHeads(fields, config);
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
    return {{"_class_name", "UNet2DConditionModel"},
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
}

} // namespace latentbrush::catalogue
