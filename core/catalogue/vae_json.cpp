#include "catalogue/configs_json.h"
#include "catalogue/required_values.h"

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

constexpr const char* kDown = "DownEncoderBlock2D";
constexpr const char* kUp = "UpDecoderBlock2D";

void requireKnownBuild(JsonFields& fields, std::size_t levels) {
    requireValues(fields, "vae",
                  {{"_class_name", "AutoencoderKL"},
                   {"act_fn", "silu"},
                   {"latents_mean", nullptr},
                   {"latents_std", nullptr}});
    for (const auto& kind :
         blockKinds(fields, "down_block_types", levels, std::vector<std::string>(levels, kDown)))
        if (kind != kDown)
            fields.unsupported("vae: down_block_types = " + kind);
    for (const auto& kind :
         blockKinds(fields, "up_block_types", levels, std::vector<std::string>(levels, kUp)))
        if (kind != kUp)
            fields.unsupported("vae: up_block_types = " + kind);
}

} // namespace

Result<VaeConfig> vaeFromJson(const json& value, const std::string& subject) {
    constexpr int kMost = 1 << 16;
    Fault fault;
    JsonFields fields(value, subject, fault);
    VaeConfig config;
    config.imageChannels = fields.integer("in_channels", 3, 1, kMost);
    if (fields.integer("out_channels", 3, 1, kMost) != config.imageChannels)
        fields.unsupported("vae: out_channels other than in_channels");
    config.latentChannels = fields.integer("latent_channels", 4, 1, kMost);
    config.normGroups = fields.integer("norm_num_groups", 32, 1, kMost);
    config.blockOutChannels = levelWidths(fields, {64}, config.normGroups);
    config.layersPerBlock = fields.integer("layers_per_block", 1, 1, 64);
    config.midAttention = fields.boolean("mid_block_add_attention", true);
    config.quantConv = fields.boolean("use_quant_conv", true);
    config.postQuantConv = fields.boolean("use_post_quant_conv", true);
    config.scalingFactor = fields.number("scaling_factor", 0.18215);
    config.shiftFactor = fields.number("shift_factor", 0);
    config.forceUpcast = fields.boolean("force_upcast", false);
    if (config.scalingFactor <= 0)
        fields.malformed("scaling_factor", "not above 0");
    requireKnownBuild(fields, config.blockOutChannels.size());
    if (fault)
        return tl::unexpected(*fault);
    return config;
}

json toJson(const VaeConfig& config) {
    return {{"_class_name", "AutoencoderKL"},
            {"in_channels", config.imageChannels},
            {"out_channels", config.imageChannels},
            {"latent_channels", config.latentChannels},
            {"block_out_channels", config.blockOutChannels},
            {"down_block_types", std::vector<std::string>(config.blockOutChannels.size(), kDown)},
            {"up_block_types", std::vector<std::string>(config.blockOutChannels.size(), kUp)},
            {"layers_per_block", config.layersPerBlock},
            {"norm_num_groups", config.normGroups},
            {"mid_block_add_attention", config.midAttention},
            {"use_quant_conv", config.quantConv},
            {"use_post_quant_conv", config.postQuantConv},
            {"scaling_factor", config.scalingFactor},
            {"shift_factor", config.shiftFactor},
            {"force_upcast", config.forceUpcast}};
}

} // namespace latentbrush::catalogue
