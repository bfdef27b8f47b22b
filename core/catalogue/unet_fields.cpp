#include "catalogue/unet_fields.h"

#include "catalogue/required_values.h"

#include <algorithm>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

constexpr int kWidest = 1 << 16;
constexpr int kDeepest = 64;
constexpr int kSinusoids = 256; ///< SDXL's width for each number that goes into the vector

/// Reads key by key into one config.
class WayDown {
public:
    WayDown(JsonFields& fields, const std::string& part) : m_fields(fields), m_part(part) {}

    UNetConfig read() {
        requireKnownBuild();
        readWidths();
        readAttention();
        readEmbeddings();
        checkHeads();
        return m_config;
    }

private:
    void unsupported(const std::string& what) { m_fields.unsupported(m_part + ": " + what); }
    std::size_t levels() const { return m_config.blockOutChannels.size(); }

    void requireKnownBuild();
    void readWidths();
    void readAttention();
    void readMiddle();
    void readEmbeddings();
    void checkHeads();
    std::vector<bool> levelsWithAttention();
    std::vector<bool> onlyCrossAttention();
    int sameOnEachLevel(const char* key, int otherwise, int most);

    JsonFields& m_fields;
    const std::string& m_part;
    UNetConfig m_config;
};

void WayDown::requireKnownBuild() {
    requireValues(m_fields, m_part.c_str(),
                  {{"act_fn", "silu"},
                   {"attention_type", "default"},
                   {"center_input_sample", false},
                   {"class_embed_type", nullptr},
                   {"class_embeddings_concat", false},
                   {"conv_in_kernel", 3},
                   {"cross_attention_norm", nullptr},
                   {"downsample_padding", 1},
                   {"dual_cross_attention", false},
                   {"encoder_hid_dim", nullptr},
                   {"encoder_hid_dim_type", nullptr},
                   {"flip_sin_to_cos", true},
                   {"freq_shift", 0},
                   {"mid_block_only_cross_attention", false},
                   {"mid_block_scale_factor", 1},
                   {"resnet_out_scale_factor", 1.0},
                   {"resnet_skip_time_act", false},
                   {"resnet_time_scale_shift", "default"},
                   {"reverse_transformer_layers_per_block", nullptr},
                   {"time_embedding_act_fn", nullptr},
                   {"time_embedding_dim", nullptr},
                   {"time_embedding_type", "positional"},
                   {"timestep_post_act", nullptr}});
}

void WayDown::readWidths() {
    m_config.inChannels = m_fields.integer("in_channels", 4, 1, kWidest);
    m_config.normGroups = m_fields.integer("norm_num_groups", 32, 1, kWidest);
    m_config.normEpsilon = m_fields.number("norm_eps", 1e-5);
    m_config.blockOutChannels = levelWidths(m_fields, m_config.blockOutChannels, m_config.normGroups);
    m_config.layersPerBlock = sameOnEachLevel("layers_per_block", 2, kDeepest);
}

void WayDown::readAttention() {
    m_config.attention = levelsWithAttention();
    readMiddle();
    // A level without attention may say 0.
    m_config.transformerDepth = m_fields.integers("transformer_layers_per_block", 1, levels(), 0, kDeepest);
    const auto* heads = m_fields.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
    m_config.heads = m_fields.integers(heads, 8, levels(), 1, kWidest);
    m_config.contextWidth = sameOnEachLevel("cross_attention_dim", 1280, kWidest);
    m_config.linearProjection = m_fields.boolean("use_linear_projection", false);
    m_config.onlyCrossAttention = onlyCrossAttention();
}

std::vector<bool> WayDown::levelsWithAttention() {
    std::vector<std::string> classDefault;
    for (const bool attends : m_config.attention)
        classDefault.emplace_back(attends ? kDownWithAttention : kDown);
    std::vector<bool> attention;
    for (const auto& kind : blockKinds(m_fields, "down_block_types", levels(), classDefault)) {
        attention.push_back(kind == kDownWithAttention);
        if (!attention.back() && kind != kDown)
            unsupported("down_block_types = " + kind);
    }
    return attention;
}

void WayDown::readMiddle() {
    // Null is no mid block at all, absent is the class default.
    const auto kind = m_fields.text("mid_block_type", kMidWithAttention);
    if (m_fields.isNull("mid_block_type") || (kind != kMidWithAttention && kind != kMid))
        unsupported("mid_block_type = " + (m_fields.isNull("mid_block_type") ? "null" : kind));
    m_config.midAttention = kind == kMidWithAttention;
}

/// Levels that look nowhere are left out, so that what shapes say is the same.
std::vector<bool> WayDown::onlyCrossAttention() {
    const auto* value = m_fields.find("only_cross_attention");
    std::vector<bool> only(levels(), value && value->is_boolean() && value->get<bool>());
    const auto isFlag = [](const json& each) { return each.is_boolean(); };
    if (value && value->is_array() && value->size() == levels() && std::ranges::all_of(*value, isFlag)) {
        for (std::size_t level = 0; level < levels(); ++level)
            only[level] = (*value)[level].get<bool>();
    } else if (value && !value->is_boolean()) {
        m_fields.malformed("only_cross_attention", "not true or false for each level");
    }
    for (std::size_t level = 0; level < levels(); ++level)
        only[level] = only[level] && m_config.attention[level];
    return std::ranges::find(only, true) == only.end() ? std::vector<bool>() : only;
}

/// What goes in beside timestep and context.
void WayDown::readEmbeddings() {
    const auto added = m_fields.text("addition_embed_type", "");
    const bool hasWidth = m_fields.has("projection_class_embeddings_input_dim");
    if (added == "text_time") {
        m_config.vectorWidth =
            m_fields.integer("projection_class_embeddings_input_dim", std::nullopt, 1, kWidest);
        const int each = m_fields.integer("addition_time_embed_dim", std::nullopt, 1, kWidest);
        if (each != kSinusoids)
            unsupported("addition_time_embed_dim = " + std::to_string(each));
    } else if (!added.empty()) {
        unsupported("addition_embed_type = " + added);
    } else if (hasWidth) {
        unsupported("projection_class_embeddings_input_dim without addition_embed_type");
    }
    m_config.classCount = m_fields.integer("num_class_embeds", 0, 0, kWidest);
    m_config.guidanceWidth = m_fields.integer("time_cond_proj_dim", 0, 0, kWidest);
    if (m_config.vectorWidth > 0 && m_config.classCount > 0)
        unsupported("num_class_embeds beside addition_embed_type");
}

/// One number, or a list in which all are the same.
int WayDown::sameOnEachLevel(const char* key, int otherwise, int most) {
    const auto numbers = m_fields.integers(key, otherwise, levels(), 1, most);
    if (std::ranges::any_of(numbers, [&](int n) { return n != numbers.front(); }))
        unsupported(std::string(key) + " differs from level to level");
    return numbers.front();
}

void WayDown::checkHeads() {
    for (std::size_t level = 0; level < levels(); ++level)
        if (m_config.attention[level] && m_config.blockOutChannels[level] % m_config.heads[level] != 0)
            m_fields.malformed("attention_head_dim",
                               "width " + std::to_string(m_config.blockOutChannels[level]) +
                                   " is no multiple of " + std::to_string(m_config.heads[level]) + " heads");
    if (m_config.midAttention && m_config.blockOutChannels.back() % m_config.heads.back() != 0)
        m_fields.malformed("attention_head_dim", "the mid block's width is no multiple of its heads");
    if (m_config.blockOutChannels.front() % 2 != 0)
        m_fields.malformed("block_out_channels", "the first level's width is odd");
}

} // namespace

UNetConfig readWayDown(JsonFields& fields, const std::string& part) {
    return WayDown(fields, part).read();
}

} // namespace latentbrush::catalogue
